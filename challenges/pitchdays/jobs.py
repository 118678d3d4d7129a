"""What happens by the clock: teams, mentors and challenges change elsewhere, and conflicts of interest with them."""

from datetime import datetime

from challenges.pitchdays import services
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState


def every_minute(now: datetime) -> int:
    """Conflicts of every day that is planned or scored are looked for; how many are new."""
    days = PitchDay.objects.filter(state__in=[PitchDayState.PLANNED, PitchDayState.SCORING], panel__left_at=None)
    return sum(services.find_conflicts(pitch_day=day, now=now) for day in days.distinct().order_by("pk"))
