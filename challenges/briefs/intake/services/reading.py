"""Who has read a released challenge: the first opening by each member of a team."""

from datetime import datetime
from typing import Any

from challenges.briefs.intake.models import BriefReading
from challenges.briefs.models import Brief
from cohorts.models import Participant
from core import zones
from core.service import service


@service
def note_reading(*, brief: Brief, reader: Any, now: datetime | None = None) -> bool:
    """That a participant opened the released brief is kept, once; whether it was the first time.

    Writes no event: the row itself is the record, and the owner reads it. Seeing as somebody else counts for nobody.
    """
    if not brief.is_out or getattr(reader, "impersonated_by", None) is not None:
        return False
    if not Participant.objects.active().filter(cohort=brief.cohort_id, user=reader.pk).exists():
        return False
    _row, is_first = BriefReading.objects.get_or_create(
        brief=brief, reader_id=reader.pk, defaults={"read_at": zones.moment(now)}
    )
    return is_first
