"""Questions to the speakers: asked, wanted by others, let through."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from challenges.audience.models import AudienceCode, AudienceDay, Question, QuestionVote
from challenges.audience.services.errors import AskedEnough, AskedJustNow, NoQuestionsNow
from challenges.audience.workflow import QuestionState
from challenges.pitchdays.models import PitchDay
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service

PAUSE = timedelta(seconds=30)
MOST_QUESTIONS = 10


@service
def take_questions(*, pitch_day: PitchDay, is_on: bool, by: User, now: datetime | None = None) -> AudienceDay:
    """The audience can ask, or no more; records audience.questions_opened or audience.questions_closed."""
    PitchDay.objects.select_for_update().get(pk=pitch_day.pk)
    day, _made = AudienceDay.objects.get_or_create(pitch_day=pitch_day)
    if day.takes_questions != is_on:
        day.takes_questions = is_on
        day.save(update_fields=["takes_questions"])
        event = "audience.questions_opened" if is_on else "audience.questions_closed"
        record(event, by=by, subject=pitch_day, cohort=pitch_day.cohort, now=now)
    return day


@service
def ask_question(
    *, text: str, by: AudienceCode, name: str = "", key: str = "", now: datetime | None = None
) -> Question:
    """The question waits to be let through, once a key; like votes it leaves no event that names who asked."""
    now = zones.moment(now)
    code = AudienceCode.objects.select_for_update().get(pk=by.pk)

    def make() -> Question:
        if not AudienceDay.objects.filter(pitch_day=code.pitch_day_id, takes_questions=True).exists():
            raise NoQuestionsNow
        asked = list(Question.objects.filter(code=code).order_by("asked_at").values_list("asked_at", flat=True))
        if asked and now - asked[-1] < PAUSE:
            raise AskedJustNow
        if len(asked) >= MOST_QUESTIONS:
            raise AskedEnough
        return Question.objects.create(pitch_day_id=code.pitch_day_id, code=code, text=text, name=name, asked_at=now)

    # The key of a form belongs to the code that asked: two people never share one.
    return once(by=None, action=f"question.ask.{code.pk}", key=key, make=make)


@service
def upvote(*, question: Question, by: AudienceCode) -> Question:
    """The holder of the code is counted once among those who want the answer."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    if locked.state != QuestionState.SHOWN:
        return locked
    try:
        with transaction.atomic():
            QuestionVote.objects.create(question=locked, code=by)
    except IntegrityError:
        return locked
    Question.objects.filter(pk=locked.pk).update(votes=F("votes") + 1)
    return locked


@service
def moderate(*, question: Question, action: str, by: User, now: datetime | None = None) -> Question:
    """The question is shown, answered or hidden; records it."""
    return move(question, action, by=by, now=now)
