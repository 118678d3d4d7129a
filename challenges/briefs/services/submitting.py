"""Handing a brief in for review, and keeping its texts as they were at that moment."""

from datetime import datetime

from django.db.models import Max

from challenges.briefs.models import TEXTS, Brief, BriefVersion
from challenges.briefs.services.briefs import lock_brief
from core import zones
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service
from core.wiring import wired

SUBMITTED, APPROVED, PUBLISHED = "submitted", "approved", "published"
"""Why a version was kept."""


@service
def submit_brief(*, brief: Brief, by: User | None, now: datetime | None = None, key: str = "") -> BriefVersion:
    """The brief waits for review with a version of its texts; records brief.submitted and tells those concerned."""
    now = zones.moment(now)

    def make() -> BriefVersion:
        locked = lock_brief(brief)
        moved = move(locked, "submit", by=by, now=now)
        version: BriefVersion = keep_version(brief=moved, why=SUBMITTED, by=by, now=now)
        for follow in wired("BRIEF_SUBMITTED"):
            follow(brief=moved, version=version, by=by, now=now)
        return version

    version = once(by=by, action=f"brief.submit.{brief.pk}", key=key, make=make)
    brief.refresh_from_db(fields=["state"])
    return version


@service
def keep_version(*, brief: Brief, why: str, by: User | None, now: datetime | None = None) -> BriefVersion:
    """The texts of the brief as they stand are kept under the next number; nothing is recorded of it alone."""
    locked = lock_brief(brief)
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
