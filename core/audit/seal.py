"""The seal: a chain of hashes over the events, so that a change made behind the site's back shows (R-05).

Names of people are not part of it: after an erasure they may be replaced by a pseudonym (P-01).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.db import OperationalError, connection, transaction

from core import zones
from core.audit.models import Event, Seal
from core.service import is_transient

BATCH = 2000
SEALED = ("id", "event", "at", "actor_id", "behalf_id", "subject_type", "subject_id", "cohort_id", "data")


def seal(now: datetime | None = None, *, batch: int = BATCH) -> int:
    """Events that no seal covers are sealed, up to one batch; how many. Nothing when writers are in the way."""
    try:
        with transaction.atomic():
            _wait_for_writers()
            return _seal_next(zones.moment(now), batch)
    except OperationalError as error:
        if is_transient(error):
            return 0
        raise


def _wait_for_writers() -> None:
    """Nobody holds an event that is not committed yet: its number could be lower than the last one sealed.

    SQLite has one writer, and that is us.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Event._meta.db_table)} IN SHARE MODE")


def _seal_next(now: datetime, batch: int) -> int:
    last = Seal.objects.order_by("-last_event_id").first()
    start = last.last_event_id if last else 0
    rows = list(Event.objects.filter(pk__gt=start).order_by("pk").values(*SEALED)[:batch])
    if rows:
        digest = chained(last.digest if last else "", rows)
        Seal.objects.create(last_event_id=rows[-1]["id"], digest=digest, sealed_at=now)
    return len(rows)


def chained(before: str, rows: Iterable[dict[str, object]]) -> str:
    """The hash of the seal before and of these events."""
    digest = hashlib.sha256(before.encode())
    for row in rows:
        plain = {**row, "at": row["at"].isoformat()}  # type: ignore[attr-defined]
        digest.update(json.dumps(plain, sort_keys=True, ensure_ascii=True).encode())
    return digest.hexdigest()


def verify() -> list[str]:
    """A sentence for every seal that does not fit its events; empty when the chain holds."""
    problems = []
    before, start = "", 0
    for seal_row in Seal.objects.order_by("last_event_id"):
        events = Event.objects.filter(pk__gt=start, pk__lte=seal_row.last_event_id).order_by("pk")
        if chained(before, events.values(*SEALED).iterator(chunk_size=BATCH)) != seal_row.digest:
            problems.append(f"Events {start + 1} to {seal_row.last_event_id} are not those that were sealed.")
        before, start = seal_row.digest, seal_row.last_event_id
    return problems
