"""What happens by the clock: one reminder of feedback that a team waits for."""

from datetime import datetime

from challenges.work.feedback.services import remind_overdue


def every_day(now: datetime) -> int:
    """Whoever is overdue has their one reminder; how many."""
    return remind_overdue(now=now)
