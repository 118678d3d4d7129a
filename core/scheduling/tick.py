"""One round of the scheduler."""

from datetime import datetime

from core import zones
from core.outbox.deliver import deliver_due
from core.scheduling.runs import run_due


def tick(now: datetime | None = None) -> None:
    """Jobs that are due have run, and mail that is due has been handed over."""
    now = zones.moment(now)
    run_due(now)
    deliver_due(now)
