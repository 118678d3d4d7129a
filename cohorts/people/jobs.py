"""What happens by the clock: imports whose work was lost do not wait for ever."""

from datetime import datetime, timedelta

from cohorts.people import services

# Longer than the reaper takes to give up on a task after three workers were killed with it.
FORGOTTEN_AFTER = timedelta(hours=1)


def every_minute(now: datetime) -> int:
    """Imports still under way after an hour can be confirmed again (C-08); their number."""
    return services.give_back_forgotten(now=now, before=now - FORGOTTEN_AFTER)
