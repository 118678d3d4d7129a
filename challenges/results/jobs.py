"""What happens by the clock: due releases, their mail, and signatures that scores have left behind."""

from datetime import datetime

from challenges.results.models import Release, ReleasePlan
from challenges.results.services.decision import void_changed
from challenges.results.services.release import MAIL_WAITS, release_results, tell_everybody


def every_minute(now: datetime) -> int:
    """Due releases are public, letters of seen ones are on the way, changed signatures void; how many of all."""
    done = void_changed(now=now)
    for plan in ReleasePlan.objects.filter(ended_at=None, due_at__lte=now):
        done += release_results(plan=plan, now=now) is not None
    for release in Release.objects.filter(told_at=None, seen_at__lte=now, released_at__lte=now - MAIL_WAITS):
        tell_everybody(release=release, by=None, now=now)
        done += 1
    return done
