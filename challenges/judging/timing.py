"""When a pitch's parts begin and end. The one place that knows; the desk's live times will be read here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchSlot


@dataclass(frozen=True)
class Part:
    """One part of a pitch's time."""

    name: str
    label: str | Promise
    left: str | Promise
    minutes: int
    starts_at: datetime
    ends_at: datetime


def timing_of(slot: PitchSlot) -> list[Part]:
    """The parts of the pitch in order: the pitch, questions, scoring; as planned for the slot."""
    day = slot.pitch_day
    parts = (
        ("pitch", _("Pitch"), _("left of the pitch"), day.pitch_minutes),
        ("questions", _("Questions"), _("left for questions"), day.question_minutes),
        ("score", _("Score"), _("left to score"), day.score_minutes),
    )
    made, begins = [], slot.starts_at
    for name, label, left, minutes in parts:
        ends = begins + timedelta(minutes=minutes)
        if minutes:
            made.append(Part(name, label, left, minutes, begins, ends))
        begins = ends
    return made
