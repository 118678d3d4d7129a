"""What happens by the clock: one reminder of each answer that is overdue."""

from datetime import datetime

from challenges.briefs.questions.services import remind_overdue


def every_minute(now: datetime) -> int:
    """Whoever owes an overdue answer was reminded; of how many questions."""
    return remind_overdue(now=now)
