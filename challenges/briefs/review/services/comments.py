"""Comments on a field of a version, their answers, and whether they are settled."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from challenges.briefs.models import BriefVersion
from challenges.briefs.review.models import FieldComment, Review
from challenges.briefs.review.queries import sees
from challenges.briefs.review.services.errors import NotForYou
from challenges.briefs.review.workflow import Audience
from challenges.briefs.workflow import BriefState
from core import zones
from core.access import can
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@service
def add_comment(
    *,
    version: BriefVersion,
    field: str,
    text: str,
    audience: str = Audience.OWNER,
    by: User,
    now: datetime | None = None,
    key: str = "",
) -> FieldComment:
    """The field has one more comment; a reviewer's own stays unseen as long as the review does.

    Records brief_comment.made. The owner reads it when changes are requested, or at once while they are.
    """
    now = zones.moment(now)
    if not can(by, "brief_comment.make", version):
        raise PermissionDenied

    def make() -> FieldComment:
        review = Review.objects.standing().filter(version=version, reviewer=by).first()
        is_told = audience == Audience.OWNER and version.brief.state == BriefState.CHANGES
        comment = FieldComment.objects.create(
            version=version,
            field=field,
            audience=audience,
            review=review,
            text=text,
            author=by,
            made_at=now,
            told_at=now if is_told else None,
        )
        brief = version.brief
        record("brief_comment.made", by=by, subject=brief, cohort=brief.cohort, now=now, field=field)
        return comment

    return once(by=by, action=f"brief.comment.{version.pk}", key=key, make=make)


@service
def answer_comment(
    *, comment: FieldComment, text: str, by: User, now: datetime | None = None, key: str = ""
) -> FieldComment:
    """The thread has one more answer, for the same readers; records brief_comment.answered."""
    now = zones.moment(now)
    _refuse_unseen(comment, by)

    def make() -> FieldComment:
        made = FieldComment.objects.create(
            version=comment.version,
            field=comment.field,
            audience=comment.audience,
            review=comment.review,
            answers=comment,
            text=text,
            author=by,
            made_at=now,
            told_at=comment.told_at and now,
        )
        brief = comment.version.brief
        record("brief_comment.answered", by=by, subject=brief, cohort=brief.cohort, now=now, field=comment.field)
        return made

    return once(by=by, action=f"brief.answer.{comment.pk}", key=key, make=make)


@service
def resolve_comment(
    *, comment: FieldComment, is_resolved: bool = True, by: User, now: datetime | None = None
) -> FieldComment:
    """The thread is settled, or open again; records brief_comment.resolved or brief_comment.reopened, once."""
    now = zones.moment(now)
    _refuse_unseen(comment, by)
    locked: FieldComment = FieldComment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if (locked.resolved_at is not None) != is_resolved:
        locked.resolved_at, locked.resolved_by = (now, by) if is_resolved else (None, None)
        locked.save(update_fields=["resolved_at", "resolved_by"])
        brief = comment.version.brief
        event = "brief_comment.resolved" if is_resolved else "brief_comment.reopened"
        record(event, by=by, subject=brief, cohort=brief.cohort, now=now, field=locked.field)
    return locked


def _refuse_unseen(comment: FieldComment, by: User) -> None:
    if comment.answers_id is not None or not sees(by, comment):
        raise NotForYou
