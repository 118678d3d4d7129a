"""When a pitch's parts begin and end: as the desk has begun them, and from there on as planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.live.minutes import minutes_of
from challenges.live.models import LiveSlot
from challenges.live.workflow import LiveState
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
    """The parts of the pitch in order: the pitch, questions, scoring; one query."""
    planned = minutes_of(slot, slot.pitch_day)
    parts = (
        (LiveState.ON_STAGE, "pitch", _("Pitch"), _("left of the pitch"), planned.pitch),
        (LiveState.QUESTIONS, "questions", _("Questions"), _("left for questions"), planned.questions),
        (LiveState.SCORING, "score", _("Score"), _("left to score"), planned.scoring),
    )
    begun = LiveSlot.objects.filter(slot=slot).values_list("state", "since").first()
    state, since = begun or ("", None)
    order: list[str] = [part[0] for part in parts]
    ahead = sum(part[4] for part in parts[: order.index(state)]) if state in order else 0
    begins = slot.starts_at + timedelta(minutes=planned.setup)
    # What ran before the stage that runs now is told as long as it was planned: it is over anyway.
    begins = since - timedelta(minutes=ahead) if since and state in order else begins
    made = []
    for _state, name, label, left, minutes in parts:
        ends = begins + timedelta(minutes=minutes)
        if minutes:
            made.append(Part(name, label, left, minutes, begins, ends))
        begins = ends
    return made
