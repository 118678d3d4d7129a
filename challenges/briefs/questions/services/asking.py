"""A team asks, and withdraws what nobody has answered yet."""

from datetime import datetime

from challenges.briefs.models import Brief, brief_of
from challenges.briefs.questions.closing import closing_of
from challenges.briefs.questions.models import BriefQuestion, asking_of
from challenges.briefs.questions.roles import first_to_answer
from challenges.briefs.questions.services.errors import NoTeam, NothingAsked, QuestionsClosed, TooManyOpen
from challenges.briefs.questions.services.telling import tell_owing
from challenges.briefs.questions.times import due_after
from challenges.briefs.questions.workflow import UNANSWERED, AskedState
from challenges.briefs.services import lock_brief
from cohorts.models import Participant, Team
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service

MOST_OPEN = 20


@service
def ask_question(
    *, brief: Brief, team: Team | None, text: str, by: User, now: datetime | None = None, key: str = ""
) -> BriefQuestion:
    """The team has asked; whoever owes the answer is told. Records brief_question.asked."""
    now = zones.moment(now)
    if team is None or not Participant.objects.active().filter(membership__team=team, user=by).exists():
        raise NoTeam

    def make() -> BriefQuestion:
        locked = lock_brief(brief)
        _refuse_closed(locked, team, now)
        if not text.strip():
            raise NothingAsked
        if BriefQuestion.objects.filter(brief=locked, team=team, state__in=UNANSWERED).count() >= MOST_OPEN:
            raise TooManyOpen
        made: BriefQuestion = BriefQuestion.objects.create(
            brief=locked,
            team=team,
            text=text.strip(),
            asked_by=by,
            asked_at=now,
            owed_by=first_to_answer(locked),
            owed_since=now,
            due_at=due_after(now, asking_of(locked.cohort).answer_days, locked.cohort),
        )
        record("brief_question.asked", by=by, subject=made, cohort=locked.cohort, now=now)
        tell_owing(made, "asked", by=by, key=made.key, now=now)
        return made

    return once(by=by, action=f"brief.ask.{brief.pk}", key=key, make=make)


def _refuse_closed(brief: Brief, team: Team, now: datetime) -> None:
    if not brief.is_out or team.cohort_id != brief.cohort_id:
        raise QuestionsClosed
    if closing_of(brief).is_over(now, works_on_it=brief_of(team) == brief):
        raise QuestionsClosed


def lock_question(question: BriefQuestion) -> BriefQuestion:
    """The question as it is now, held until this transaction ends."""
    rows = BriefQuestion.objects.select_for_update(of=("self",))
    locked: BriefQuestion = rows.select_related("brief__cohort", "brief__owner", "team").get(pk=question.pk)
    return locked


@service
def withdraw_question(*, question: BriefQuestion, by: User, now: datetime | None = None) -> BriefQuestion:
    """Nobody owes an answer to it any more; what was the same as it waits on. Records brief_question.withdrawn."""
    now = zones.moment(now)
    locked = lock_question(question)
    if locked.state == AskedState.WITHDRAWN:
        return locked
    move(locked, "withdraw", by=by, now=now)
    heirs = list(
        BriefQuestion.objects.select_for_update().filter(same_as=locked, state=AskedState.MERGED).order_by("pk")
    )
    if heirs:
        first, rest = heirs[0], heirs[1:]
        BriefQuestion.objects.filter(pk=first.pk).update(
            state=AskedState.OPEN, same_as=None, owed_by=locked.owed_by, owed_since=locked.owed_since
        )
        BriefQuestion.objects.filter(pk__in=[row.pk for row in rest]).update(same_as=first)
    return locked
