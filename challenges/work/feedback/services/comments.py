"""Comments: written as drafts, sent in one act, answered, settled, changed and taken back with a trace."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from challenges.work.feedback.models import FeedbackRequest, WorkComment
from challenges.work.feedback.people import role_of
from challenges.work.feedback.services.errors import Empty, NoSuchParagraph, NothingToSend, TakenBack
from challenges.work.feedback.services.telling import digest, tell, tell_team
from challenges.work.feedback.texts import paragraph_of
from challenges.work.feedback.workflow import AskedState, Audience, Role
from challenges.work.models import Submission, Version
from core import zones
from core.access import can
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


@service
def draft_comment(
    *,
    version: Version,
    part: str = "",
    paragraph: int = 0,
    text: str,
    audience: str = Audience.SHARED,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> WorkComment:
    """The person has one more draft, with the paragraph it is about; nobody else sees it before it is sent."""
    now = zones.moment(now)
    submission = lock_work(version.submission)
    role = _helps(by, submission)
    quote = paragraph_of(version, part, paragraph)
    if quote is None:
        raise NoSuchParagraph
    _refuse_empty(text)

    def make() -> WorkComment:
        where = {"version": version, "part": part, "paragraph": paragraph, "quote": quote}
        made = WorkComment(**where, text=text, audience=Audience(audience), author=by, role=role, made_at=now)
        made.save()
        return made

    return once(by=by, action=f"work_comment.{version.pk}", key=key, make=make)


@service
def change_comment(
    *, comment: WorkComment, text: str, audience: str = "", by: User, now: datetime | None = None
) -> WorkComment:
    """A draft is as given; a sent comment has new words and says so, for the same readers as before."""
    now = zones.moment(now)
    locked = _lock(comment, by, "work_comment.change")
    _refuse_empty(text)
    if locked.sent_at is None:
        locked.audience = Audience(audience or locked.audience)
    if locked.sent_at is not None and text != locked.text:
        locked.changed_at = now
        record("work_comment.changed", by=by, subject=locked.submission, cohort=locked.cohort, now=now)
    locked.text = text
    locked.save(update_fields=["text", "audience", "changed_at"])
    return locked


@service
def take_back(*, comment: WorkComment, by: User, now: datetime | None = None) -> None:
    """A draft is gone; of a sent comment it stays who took it back and when, without its words."""
    now = zones.moment(now)
    locked = _lock(comment, by, "work_comment.change")
    if locked.sent_at is None:
        locked.delete()
        return
    locked.text, locked.taken_back_at = "", now
    locked.save(update_fields=["text", "taken_back_at"])
    record("work_comment.taken_back", by=by, subject=locked.submission, cohort=locked.cohort, now=now)


@service
def send_feedback(*, submission: Submission, by: User, now: datetime | None = None) -> list[WorkComment]:
    """All of the person's drafts on the work are sent; the team has one letter with those that are for it.

    What the team had asked this person is given with them. Records work_feedback.given, or .noted where nothing is
    for the team.
    """
    now = zones.moment(now)
    locked = lock_work(submission)
    _helps(by, locked)
    drafts = WorkComment.objects.filter(version__submission=locked, author=by, sent_at=None)
    found = drafts.select_related("version__submission__milestone").prefetch_related("version__citations__person")
    rows = list(found.order_by("version", "part", "paragraph", "pk"))
    if not rows:
        raise NothingToSend
    drafts.update(sent_at=now)
    for_team = [row for row in rows if row.is_for_team]
    event = "work_feedback.given" if for_team else "work_feedback.noted"
    record(event, by=by, subject=locked, cohort=locked.cohort, now=now)
    if for_team:
        _give_what_was_asked(locked, by, now)
        numbers = sorted({str(row.version.number) for row in for_team})
        key = f"sent:{min(row.pk for row in for_team)}"
        facts = {"version": ", ".join(numbers), "comments": digest(for_team)}
        tell_team("sent", locked, by=by, who=by.name, key=key, now=now, **facts)
    return rows


@service
def reply(*, comment: WorkComment, text: str, by: User, key: str = "", now: datetime | None = None) -> WorkComment:
    """The thread has one more reply, for the same readers; whoever began it has a letter."""
    now = zones.moment(now)
    locked = _lock(comment, by, "work_comment.view")
    role = role_of(by, locked.submission)
    if locked.sent_at is None or locked.answers_id is not None or role is None:
        raise PermissionDenied
    _refuse_empty(text)

    def make() -> WorkComment:
        made = WorkComment(version=locked.version, answers=locked, part=locked.part, paragraph=locked.paragraph)
        made.audience, made.text, made.author, made.role = locked.audience, text, by, role
        made.made_at = made.sent_at = now
        made.save()
        record("work_comment.replied", by=by, subject=locked.submission, cohort=locked.cohort, now=now)
        _tell_author(locked, made, by, now)
        return made

    return once(by=by, action=f"work_comment.reply.{locked.pk}", key=key, make=make)


@service
def settle(*, comment: WorkComment, words: str = "", by: User, now: datetime | None = None) -> WorkComment:
    """The thread is settled, with who, when and perhaps a word; records work_comment.settled, once."""
    now = zones.moment(now)
    locked = _lock(comment, by, "work_comment.settle")
    if locked.is_open:
        locked.settled_at, locked.settled_by, locked.settled_words = now, by, words
        locked.save(update_fields=["settled_at", "settled_by", "settled_words"])
        record("work_comment.settled", by=by, subject=locked.submission, cohort=locked.cohort, now=now)
    return locked


@service
def reopen(*, comment: WorkComment, by: User, now: datetime | None = None) -> WorkComment:
    """The thread is open again, with who opened it and when; records work_comment.reopened, once."""
    now = zones.moment(now)
    locked = _lock(comment, by, "work_comment.settle")
    if locked.settled_at is not None:
        locked.settled_at, locked.settled_by, locked.settled_words = None, None, ""
        locked.reopened_at, locked.reopened_by = now, by
        locked.save(update_fields=["settled_at", "settled_by", "settled_words", "reopened_at", "reopened_by"])
        record("work_comment.reopened", by=by, subject=locked.submission, cohort=locked.cohort, now=now)
    return locked


def lock_work(submission: Submission) -> Submission:
    """The submission with its milestone and team, locked: what is said of one piece of work is said in turn."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    rows = Submission.objects.select_related("milestone__cohort__programme", "team__cohort")
    found: Submission = rows.get(pk=submission.pk)
    return found


def _helps(by: User, submission: Submission) -> Role:
    role = role_of(by, submission)
    if role is None or role == Role.MEMBER or not can(by, "submission.comment", submission):
        raise PermissionDenied
    return role


def _lock(comment: WorkComment, by: User, permission: str) -> WorkComment:
    """The comment as it is now, with its work locked; refused to whom the policy refuses it, and once taken back."""
    lock_work(comment.version.submission)
    rows = WorkComment.objects.select_related("version__submission__milestone__cohort", "version__submission__team")
    locked: WorkComment | None = rows.filter(pk=comment.pk).first()
    if locked is None:
        raise TakenBack
    if not can(by, permission, locked):
        raise PermissionDenied
    if locked.taken_back_at is not None:
        raise TakenBack
    return locked


def _refuse_empty(text: str) -> None:
    if not text.strip():
        raise Empty


def _give_what_was_asked(submission: Submission, by: User, now: datetime) -> None:
    asked = FeedbackRequest.objects.filter(version__submission=submission, asked_of=by, state=AskedState.ASKED)
    for request in asked.select_related("version__submission__milestone__cohort"):
        move(request, "give", by=by, now=now)
        request.ended_at = now
        request.save(update_fields=["ended_at"])


def _tell_author(comment: WorkComment, made: WorkComment, by: User, now: datetime) -> None:
    author = comment.author
    role = role_of(author, comment.submission) if author else None
    if author is None or role is None or author == by:
        return
    facts = {"words": made.text}
    tell("replied", comment.submission, [author], role, by=by, who=by.name, key=f"reply:{made.pk}", now=now, **facts)
