"""Requests for feedback: a team asks one of its helpers, who gives it or declines with a word."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from challenges.work.feedback.models import FeedbackRequest
from challenges.work.feedback.people import helpers_of, members_of
from challenges.work.feedback.services.comments import lock_work
from challenges.work.feedback.services.errors import AskedAlready, DayIsOver, NotAHelper
from challenges.work.feedback.services.telling import tell
from challenges.work.feedback.workflow import AskedState, Role
from challenges.work.models import Version
from core import zones
from core.access import can
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service
from core.templatetags.moments import day


@service
def ask_feedback(
    *,
    version: Version,
    of: User,
    question: str,
    due_on: date,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> FeedbackRequest:
    """The helper is asked what they think of the version until that day, and has one letter."""
    now = zones.moment(now)
    submission = lock_work(version.submission)
    if not can(by, "work_feedback.ask", submission):
        raise PermissionDenied

    def make() -> FeedbackRequest:
        role = dict(helpers_of(submission)).get(of)
        if role is None:
            raise NotAHelper
        if due_on < zones.today(submission.cohort.zone, now):
            raise DayIsOver
        open_ = FeedbackRequest.objects.filter(version__submission=submission, state=AskedState.ASKED)
        if open_.filter(asked_of=of).exists():
            raise AskedAlready
        made = FeedbackRequest.objects.create(
            version=version, asked_of=of, role=role, question=question, due_on=due_on, asked_by=by, asked_at=now
        )
        record("feedback_request.made", by=by, subject=made, cohort=submission.cohort, now=now)
        facts = {"question": question, "until": day(due_on), "version": str(version.number)}
        tell("asked", submission, [of], role, by=by, who=by.name, key=f"asked:{made.pk}", now=now, **facts)
        return made

    return once(by=by, action=f"feedback_request.{submission.pk}", key=key, make=make)


@service
def decline_request(
    *, request: FeedbackRequest, words: str = "", by: User, now: datetime | None = None
) -> FeedbackRequest:
    """The person gives no feedback, for the reason they say; whoever asked has one letter."""
    now = zones.moment(now)
    submission = lock_work(request.version.submission)
    move(request, "decline", by=by, now=now)
    request.words, request.ended_at = words, now
    request.save(update_fields=["words", "ended_at"])
    asker = [person for person in members_of(submission) if person.pk == request.asked_by_id]
    to = asker or members_of(submission)
    key = f"declined:{request.pk}"
    tell("declined", submission, to, Role.MEMBER, by=by, who=by.name, key=key, now=now, words=words or "-")
    return request


@service
def call_off_request(*, request: FeedbackRequest, by: User, now: datetime | None = None) -> FeedbackRequest:
    """The team waits for this feedback no more."""
    now = zones.moment(now)
    lock_work(request.version.submission)
    move(request, "call_off", by=by, now=now)
    request.ended_at = now
    request.save(update_fields=["ended_at"])
    return request


@service
def remind_overdue(*, now: datetime | None = None) -> int:
    """Whoever was asked until a day that is over has one reminder, while they still help the team; how many."""
    now = zones.moment(now)
    # No zone is further than a day from UTC; the cohort's own day decides below.
    rows = FeedbackRequest.objects.filter(state=AskedState.ASKED, reminded_at=None, due_on__lte=now.date())
    rows = rows.select_related("version__submission__milestone__cohort", "version__submission__team")
    return sum(_remind(request, now) for request in rows.select_related("asked_of", "asked_by").order_by("pk"))


def _remind(request: FeedbackRequest, now: datetime) -> bool:
    submission = lock_work(request.version.submission)
    if request.due_on >= zones.today(submission.cohort.zone, now):
        return False
    if not can(request.asked_of, "feedback_request.answer", request):
        return False
    open_ = FeedbackRequest.objects.filter(pk=request.pk, state=AskedState.ASKED, reminded_at=None)
    if not open_.update(reminded_at=now):
        return False
    who = request.asked_by.name if request.asked_by else submission.team.name
    facts = {"question": request.question, "until": day(request.due_on)}
    key = f"reminder:{request.pk}"
    tell("reminder", submission, [request.asked_of], request.role, by=None, who=who, key=key, now=now, **facts)
    return True
