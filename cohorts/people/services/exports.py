"""Lists of people that leave the site."""

from datetime import datetime

from cohorts.programmes.models import Cohort
from core.audit.record import record
from core.files.services import store_export
from core.models import StoredFile, User
from core.service import service


@service
def store_people(
    *, cohort: Cohort, data: bytes, content_type: str, count: int, by: User, now: datetime | None = None
) -> StoredFile:
    """The workbook waits for its maker alone, one hour, one download (O-08); records people.exported."""
    stored = store_export(
        data=data,
        name=f"people-{cohort.slug}-{count}.xlsx",
        content_type=content_type,
        owner=by,
        purpose="people",
        cohort=cohort,
        now=now,
    )
    record("people.exported", by=by, subject=cohort, cohort=cohort, now=now, rows=count)
    return stored
