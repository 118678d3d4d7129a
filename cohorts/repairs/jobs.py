"""What happens by the clock: repairs whose work was lost do not wait for ever."""

from datetime import datetime, timedelta

from cohorts.repairs import services

# Longer than the reaper takes to give up on a task after three workers were killed with it.
FORGOTTEN_AFTER = timedelta(hours=1)


def every_minute(now: datetime) -> int:
    """Repairs still being worked out after an hour have failed (C-03); their number."""
    return services.fail_forgotten(now=now, before=now - FORGOTTEN_AFTER)
