"""The texts of a brief as they were: kept at each submission and publication, never changed."""

from datetime import datetime

from django.db.models import Max

from challenges.briefs.models import TEXTS, Brief, BriefVersion
from core import zones
from core.models import User
from core.service import service

SUBMITTED, APPROVED, PUBLISHED = "submitted", "approved", "published"
"""Why a version was kept."""


@service
def keep_version(*, brief: Brief, why: str, by: User | None, now: datetime | None = None) -> BriefVersion:
    """The texts of the brief as they stand are kept under the next number; nothing is recorded of it alone."""
    locked = Brief.objects.select_for_update().get(pk=brief.pk)
    last = BriefVersion.objects.filter(brief=locked).aggregate(last=Max("number"))["last"] or 0
    version: BriefVersion = BriefVersion.objects.create(
        brief=locked,
        number=last + 1,
        texts={name: getattr(locked, name) for name in TEXTS},
        why=why,
        made_by=by,
        made_at=zones.moment(now),
    )
    return version
