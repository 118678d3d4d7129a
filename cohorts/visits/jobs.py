"""What tick does for programme days."""

from datetime import datetime

from cohorts.visits import services


def every_day(now: datetime) -> None:
    """Access needs whose time is over are erased; safe to run twice."""
    services.erase_needs(now=now)
