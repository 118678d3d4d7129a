"""The list of frequent questions of a challenge, in an order that is moved by one."""

from datetime import datetime

from django.db.models import F

from challenges.briefs.questions.models import BriefAnswer
from challenges.briefs.questions.services.errors import OnlyToAll
from challenges.briefs.services import lock_brief
from core.audit.record import record
from core.models import User
from core.service import service


def _listed(answer: BriefAnswer) -> list[BriefAnswer]:
    """The challenge's list as it is now, held until this transaction ends."""
    brief = lock_brief(answer.question.brief)
    rows = BriefAnswer.objects.filter(question__brief=brief, place__isnull=False)
    return list(rows.order_by(F("place"), "pk"))


def _save(rows: list[BriefAnswer]) -> None:
    for place, row in enumerate(rows, start=1):
        if row.place != place:
            BriefAnswer.objects.filter(pk=row.pk).update(place=place)


@service
def list_answer(*, answer: BriefAnswer, by: User, now: datetime | None = None) -> None:
    """An answer to all stands last in the list of frequent questions; records brief_question.listed, once."""
    rows = _listed(answer)
    if not answer.is_for_all:
        raise OnlyToAll
    if answer not in rows:
        _save([*rows, answer])
        _record("brief_question.listed", answer, by, now)


@service
def unlist_answer(*, answer: BriefAnswer, by: User, now: datetime | None = None) -> None:
    """The answer stands in no list, and all teams still read it; records brief_question.unlisted, once."""
    rows = _listed(answer)
    if answer in rows:
        BriefAnswer.objects.filter(pk=answer.pk).update(place=None)
        _save([row for row in rows if row != answer])
        _record("brief_question.unlisted", answer, by, now)


@service
def shift_answer(*, answer: BriefAnswer, step: int, by: User, now: datetime | None = None) -> None:
    """The answer stands one higher (-1) or lower (1) in the list; at its end nothing changes.

    Records brief_question.moved.
    """
    rows = _listed(answer)
    if answer not in rows:
        return
    here = rows.index(answer)
    there = min(max(here + step, 0), len(rows) - 1)
    if here != there:
        rows.insert(there, rows.pop(here))
        _save(rows)
        _record("brief_question.moved", answer, by, now)


def _record(event: str, answer: BriefAnswer, by: User, now: datetime | None) -> None:
    question = answer.question
    record(event, by=by, subject=question, cohort=question.cohort, now=now)
