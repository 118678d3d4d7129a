"""Lists of people that leave the site."""

from collections.abc import Sequence
from datetime import datetime

from cohorts.programmes.models import Cohort
from core.audit.record import record
from core.files.services import keep_promise, promise_export, store_export
from core.models import StoredFile, User
from core.scheduling.enqueue import enqueue
from core.service import service

PURPOSE = "people"


def _name(cohort: Cohort, count: int) -> str:
    return f"people-{cohort.slug}-{count}.xlsx"


@service
def store_people(
    *, cohort: Cohort, data: bytes, content_type: str, count: int, by: User, now: datetime | None = None
) -> StoredFile:
    """The workbook waits for its maker alone, one hour, one download (O-08); records people.exported."""
    stored = store_export(
        data=data,
        name=_name(cohort, count),
        content_type=content_type,
        owner=by,
        purpose=PURPOSE,
        cohort=cohort,
        now=now,
    )
    record("people.exported", by=by, subject=cohort, cohort=cohort, now=now, rows=count)
    return stored


@service
def promise_people(
    *, cohort: Cohort, places: Sequence[int], content_type: str, by: User, now: datetime | None = None
) -> StoredFile:
    """The workbook of these places is being made in the background for its asker alone; records people.exported."""
    count = len(places)
    stored = promise_export(
        name=_name(cohort, count), content_type=content_type, owner=by, purpose=PURPOSE, cohort=cohort, now=now
    )
    record("people.exported", by=by, subject=cohort, cohort=cohort, now=now, rows=count)
    enqueue("people.export", stored=stored.pk, places=list(places))
    return stored


@service
def finish_people(*, stored: StoredFile, data: bytes, now: datetime | None = None) -> StoredFile:
    """The promised workbook is there to be fetched, from now on for an hour."""
    return keep_promise(stored=stored, data=data, now=now)
