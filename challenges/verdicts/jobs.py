"""What happens by the clock: what became of the work is asked, once and once again; teams are told of verdicts."""

from datetime import datetime

from challenges.verdicts import services


def every_day(now: datetime) -> int:
    """Owners were asked and reminded, and teams told of what they may read; how many of all."""
    done = services.ask_follow_ups(now=now)
    done += services.remind_of_follow_ups(now=now)
    return done + services.tell_teams(now=now)
