"""What happens by the clock: planned releases."""

from datetime import datetime

from challenges.briefs.intake.services import release_due


def every_minute(now: datetime) -> int:
    """Briefs whose time has come are out; how many."""
    return release_due(now=now)
