"""How many minutes each stage of a team's pitch has, access adjustments included."""

from challenges.live.engine import Minutes
from challenges.pitchdays.models import PitchDay, PitchSlot


def minutes_of(slot: PitchSlot, day: PitchDay) -> Minutes:
    """The minutes of each stage of this team's pitch; what an adjustment adds is never shown beside its name."""
    pitch = day.pitch_minutes + slot.extra_minutes
    return Minutes(day.set_up_minutes, pitch, day.question_minutes, day.score_minutes)
