"""Somebody begins to answer, answers, corrects an answer, or passes the question to the other side."""

from datetime import datetime

from challenges.briefs.questions.engine import named_in
from challenges.briefs.questions.models import AnswerCorrection, BriefAnswer, BriefQuestion, asking_of
from challenges.briefs.questions.roles import first_to_answer
from challenges.briefs.questions.services.asking import lock_question
from challenges.briefs.questions.services.errors import (
    AnsweredAlready,
    GivesTeamAway,
    NobodyThere,
    NothingAnswered,
    NothingChanged,
    NotOpen,
    WordingMissing,
    WordMissing,
)
from challenges.briefs.questions.services.telling import tell_all, tell_askers, tell_corrected, tell_owing, together
from challenges.briefs.questions.times import due_after
from challenges.briefs.questions.workflow import AskedState, Owes
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


def _open(question: BriefQuestion) -> BriefQuestion:
    locked = lock_question(question)
    if locked.state == AskedState.ANSWERED:
        raise AnsweredAlready
    if not locked.is_waiting or not locked.brief.is_out:
        raise NotOpen
    return locked


@service
def claim_question(*, question: BriefQuestion, by: User, now: datetime | None = None) -> BriefQuestion:
    """The person is named as answering it for a while, whoever was before; records brief_question.claimed when new."""
    now = zones.moment(now)
    locked = _open(question)
    is_new = locked.claimed_until(now) is None or locked.claimed_by_id != by.pk
    locked.claimed_by, locked.claimed_at = by, now
    locked.save(update_fields=["claimed_by", "claimed_at"])
    if is_new:
        record("brief_question.claimed", by=by, subject=locked, cohort=locked.cohort, now=now)
    return locked


@service
def drop_claim(*, question: BriefQuestion, by: User, now: datetime | None = None) -> BriefQuestion:
    """The person is no longer named as answering it; records brief_question.let_go when they were."""
    locked = lock_question(question)
    if locked.claimed_by_id == by.pk and locked.state == AskedState.OPEN:
        locked.claimed_by, locked.claimed_at = None, None
        locked.save(update_fields=["claimed_by", "claimed_at"])
        record("brief_question.let_go", by=by, subject=locked, cohort=locked.cohort, now=now)
    return locked


def refuse_names(question: BriefQuestion, wording: str, text: str) -> None:
    """Neither the asking team's name nor that of one that asked the same stands in what everybody reads."""
    names = [row.team.name for row in together(question)]
    for field, words in (("wording", wording), ("text", text)):
        if named_in([words], names):
            raise GivesTeamAway(field=field)


@service
def answer_question(
    *,
    question: BriefQuestion,
    text: str,
    is_for_all: bool = False,
    wording: str = "",
    by: User,
    now: datetime | None = None,
    key: str = "",
) -> BriefAnswer:
    """The team, and each that asked the same, has its answer, or all teams have; records brief_question.answered.

    To all it goes with the given wording and without the team's name. A second answer raises AnsweredAlready.
    """
    now = zones.moment(now)

    def make() -> BriefAnswer:
        locked = _open(question)
        if not text.strip():
            raise NothingAnswered
        if is_for_all:
            if not wording.strip():
                raise WordingMissing
            refuse_names(locked, wording, text)
        words = {"text": text.strip(), "wording": wording.strip() if is_for_all else "", "is_for_all": is_for_all}
        made = BriefAnswer.objects.create(question=locked, answered_by=by, answered_at=now, **words)
        asked = together(locked)
        for row in asked:
            if row.state != AskedState.ANSWERED:
                move(row, "answer", by=by, now=now)
        told = tell_askers(asked, made, by=by, key=locked.key, now=now)
        if is_for_all:
            tell_all(made, told, by=by, key=locked.key, now=now)
        return made

    return once(by=by, action=f"brief.answer_question.{question.pk}", key=key, make=make)


@service
def correct_answer(
    *, answer: BriefAnswer, text: str, wording: str = "", seen: int, by: User, now: datetime | None = None
) -> BriefAnswer:
    """The answer says this from now on, marked as corrected, and everybody who could read it is told.

    `seen` is the version that the person read; another one raises AnsweredAlready. A challenge that teams do not see
    raises NotOpen. Records brief_question.corrected.
    """
    now = zones.moment(now)
    question = lock_question(answer.question)
    locked = BriefAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    locked.question = question
    if not question.brief.is_out:
        raise NotOpen
    if locked.version != seen:
        raise AnsweredAlready
    new = {"text": text.strip(), "wording": wording.strip() if locked.is_for_all else ""}
    _refuse_bad_correction(locked, **new)
    before = locked.text
    AnswerCorrection.objects.create(
        answer=locked, version=locked.version, text=before, wording=locked.wording, made_by=by, made_at=now
    )
    locked.text, locked.wording, locked.version = new["text"], new["wording"], locked.version + 1
    locked.save(update_fields=["text", "wording", "version"])
    record("brief_question.corrected", by=by, subject=question, cohort=question.cohort, now=now)
    tell_corrected(locked, before, by=by, now=now)
    return locked


def _refuse_bad_correction(answer: BriefAnswer, text: str, wording: str) -> None:
    if not text:
        raise NothingAnswered
    if answer.is_for_all:
        if not wording:
            raise WordingMissing
        refuse_names(answer.question, wording, text)
    if (text, wording) == (answer.text, answer.wording):
        raise NothingChanged


@service
def pass_question(
    *, question: BriefQuestion, to: str, word: str, by: User, now: datetime | None = None
) -> BriefQuestion:
    """The other side owes the answer from now on and is told why; records brief_question.passed, once."""
    now = zones.moment(now)
    locked = _open(question)
    if locked.owed_by == to:
        return locked
    if not word.strip():
        raise WordMissing
    if to == Owes.OWNER and first_to_answer(locked.brief) != Owes.OWNER:
        raise NobodyThere
    locked.owed_by, locked.owed_since, locked.reminded_at = Owes(to), now, None
    locked.due_at = due_after(now, asking_of(locked.cohort).answer_days, locked.cohort)
    locked.passed_with, locked.passed_by = word.strip()[:300], by
    locked.claimed_by, locked.claimed_at = None, None
    locked.save()
    record("brief_question.passed", by=by, subject=locked, cohort=locked.cohort, now=now, to=str(Owes(to).label))
    key = f"{locked.key}-{now.isoformat()}"
    tell_owing(locked, "passed", by=by, key=key, now=now, words=locked.passed_with)
    return locked
