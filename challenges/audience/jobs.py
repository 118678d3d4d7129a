"""What happens by the clock: votes close at their closing time."""

from datetime import datetime

from challenges.audience import services


def every_minute(now: datetime) -> int:
    """Votes whose closing time has come are counted; their number. They took no vote since that second (V-05)."""
    return services.close_due(now=now)
