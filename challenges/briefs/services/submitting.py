"""Handing a brief in for review."""

from datetime import datetime

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.services.briefs import lock_brief
from challenges.briefs.services.versions import SUBMITTED, keep_version
from core import zones
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service
from core.wiring import wired


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
