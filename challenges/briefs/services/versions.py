"""The texts of a brief as they were: kept at each submission and publication, never changed."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from challenges.briefs.models import TEXTS, Brief, BriefVersion
from core import zones
from core.models import User
from core.service import service


def texts_of(brief: Brief) -> dict[str, Any]:
    """Every text of the brief by its field: what a version keeps."""
    return {name: getattr(brief, name) for name in TEXTS}


@service
def keep_version(*, brief: Brief, why: str, by: User | None, now: datetime | None = None) -> BriefVersion:
    """The brief's texts as they are now stand in its newest version; the same texts again make no new one.

    Writes no event of its own: the submission or publication that it belongs to does.
    """
    latest = brief.versions.order_by("-number").first()
    texts = texts_of(brief)
    if latest is not None and latest.texts == texts:
        return latest
    number = (brief.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    made: BriefVersion = brief.versions.create(
        number=number, texts=texts, why=why, made_by=by, made_at=zones.moment(now)
    )
    return made
