"""What happens by the clock: votes open and close at their times."""

from datetime import datetime

from challenges.audience import services


def every_minute(now: datetime) -> int:
    """Votes whose opening time has come are open, those whose closing time has come are counted; how many of both.

    The counted ones took no vote since that second (V-05).
    """
    return services.open_due(now=now) + services.close_due(now=now)
