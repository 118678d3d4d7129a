"""How many minutes each stage of a team's pitch has: the one place that knows of access adjustments."""

from challenges.live.engine import Minutes
from challenges.pitchdays.models import PitchDay, PitchSlot


def extra_minutes(slot: PitchSlot) -> int:
    """The minutes that an access adjustment adds to the team's pitch; never shown beside the team's name."""
    return int(getattr(slot, "extra_minutes", 0))


def setup_minutes(day: PitchDay) -> int:
    """The minutes that a team has to set up, where the day plans any."""
    return int(getattr(day, "setup_minutes", 0))


def minutes_of(slot: PitchSlot, day: PitchDay) -> Minutes:
    """The minutes of each stage of this team's pitch, adjustments included."""
    pitch = day.pitch_minutes + extra_minutes(slot)
    return Minutes(setup_minutes(day), pitch, day.question_minutes, day.score_minutes)
