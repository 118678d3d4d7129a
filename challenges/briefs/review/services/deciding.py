"""What organisers decide of a brief: approved, changes requested, not taken."""

from datetime import datetime

from django.utils.translation import gettext as _

from challenges.briefs.models import TEXTS, Brief
from challenges.briefs.review.engine import is_open
from challenges.briefs.review.models import FieldComment, Review
from challenges.briefs.review.services.errors import ReasonNeeded, WordsNeeded
from challenges.briefs.review.services.reviews import end_reviews
from challenges.briefs.review.services.telling import latest_version, owners_of, owners_page, tell
from challenges.briefs.review.texts import label_of
from challenges.briefs.review.workflow import Audience
from challenges.briefs.services import keep_version, lock_brief
from challenges.briefs.services.versions import APPROVED
from challenges.briefs.workflow import BriefState
from core import zones
from core.lifecycle import move
from core.models import User
from core.service import service


def are_reviews_in(brief: Brief) -> bool:
    """Whether two reviewers at least have handed in, and nobody of the first owes one."""
    version = latest_version(brief)
    reviews = Review.objects.standing().filter(version=version)
    return brief.state == BriefState.IN_REVIEW and is_open([review.slip for review in reviews])


@service
def approve_brief(*, brief: Brief, reason: str = "", by: User | None, now: datetime | None = None) -> Brief:
    """The brief is approved; records brief.approved and tells its owners.

    Without two reviews that are in, an organiser says why, and the reason stays in the history.
    """
    now = zones.moment(now)
    locked = lock_brief(brief)
    if locked.state in (BriefState.DRAFT, BriefState.SUBMITTED, BriefState.IN_REVIEW):
        _refuse_without_reviews(locked, reason)
    moved = move(locked, "approve", by=by, note=reason, now=now)
    keep_if_changed(moved, APPROVED, by, now)
    end_reviews(moved, _("The organisers have approved the challenge."), by, now)
    _show_comments(moved, now)
    words = reason or _("Both reviewers have read it.")
    tell(moved, "approved", owners_of(moved), owners_page(moved), by=by, now=now, words=words)
    return _same(brief, moved)


def keep_if_changed(brief: Brief, why: str, by: User | None, now: datetime) -> None:
    """The texts as they stand are the latest version."""
    last = latest_version(brief)
    if last is None or any(last.texts.get(name, "") != getattr(brief, name) for name in TEXTS):
        keep_version(brief=brief, why=why, by=by, now=now)


def _refuse_without_reviews(brief: Brief, reason: str) -> None:
    if not reason.strip() and not are_reviews_in(brief):
        raise ReasonNeeded


@service
def request_changes(*, brief: Brief, words: str = "", by: User | None, now: datetime | None = None) -> Brief:
    """The owner may write again, with the open comments before them; records brief.changes_requested."""
    now = zones.moment(now)
    locked = lock_brief(brief)
    moved = move(locked, "request_changes", by=by, note=words, now=now)
    end_reviews(moved, _("The organisers have asked the owner for changes."), by, now)
    shown = _show_comments(moved, now)
    if not words.strip() and not shown:
        raise WordsNeeded
    lines = [f"- {label_of(comment.field)}: {comment.text}" for comment in shown]
    text = "\n".join([*([words, ""] if words and lines else [words] if words else []), *lines])
    tell(moved, "changes", owners_of(moved), owners_page(moved), by=by, now=now, words=text)
    return _same(brief, moved)


@service
def reject_brief(*, brief: Brief, reason: str, by: User | None, now: datetime | None = None) -> Brief:
    """The brief is not taken, and its owners read why; records brief.rejected."""
    now = zones.moment(now)
    if not reason.strip():
        raise ReasonNeeded
    moved = move(lock_brief(brief), "reject", by=by, note=reason, now=now)
    end_reviews(moved, _("The organisers do not take the challenge."), by, now)
    tell(moved, "rejected", owners_of(moved), owners_page(moved), by=by, now=now, reason=reason)
    return _same(brief, moved)


def _show_comments(brief: Brief, now: datetime) -> list[FieldComment]:
    """The open comments for the owner that others may read by now are theirs to read as well."""
    rows = FieldComment.objects.filter(
        version__brief=brief, audience=Audience.OWNER, answers=None, resolved_at=None
    ).select_related("review")
    ready = [row for row in rows.order_by("pk") if row.review is None or row.review.handed_in_at]
    FieldComment.objects.filter(pk__in=[row.pk for row in ready], told_at=None).update(told_at=now)
    return ready


def _same(brief: Brief, moved: Brief) -> Brief:
    brief.state = moved.state
    return moved
