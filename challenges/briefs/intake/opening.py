"""A released challenge as a member of a team opens it: that it was read is noted, and its files are at hand."""

from typing import Any

from challenges.briefs.intake.roles import TEAMS
from challenges.briefs.intake.services import note_reading
from challenges.briefs.models import Brief


def opened(brief: Brief, reader: Any) -> dict[str, Any]:
    """What the page shows beside the text: the files that teams may read, once it is out. Notes the first reading."""
    note_reading(brief=brief, reader=reader)
    files = brief.files.filter(readers__in=TEAMS) if brief.is_out else brief.files.none()
    return {"files": list(files.select_related("stored").prefetch_related("stored__previews").order_by("pk"))}
