"""When each pitch will begin, from the plan, the minutes of each stage, and what has happened so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# The stages of one pitch in order, by the state in which each runs.
STAGES = ("CALLED", "ON_STAGE", "QUESTIONS", "SCORING")


@dataclass(frozen=True)
class Minutes:
    """How long each stage of one pitch may take."""

    setup: int
    pitch: int
    questions: int
    scoring: int

    def of(self, state: str) -> int:
        """The minutes of the stage that runs in this state; none in any other."""
        return dict(zip(STAGES, (self.setup, self.pitch, self.questions, self.scoring), strict=True)).get(state, 0)

    def after(self, state: str) -> int:
        """The minutes of all stages that follow this one."""
        return sum(self.of(later) for later in STAGES[STAGES.index(state) + 1 :])

    @property
    def total(self) -> int:
        """The whole pitch."""
        return sum(self.of(state) for state in STAGES)


@dataclass(frozen=True)
class Pitch:
    """One pitch as planned and as it stands: since says when its state began."""

    id: int
    starts_at: datetime
    minutes: Minutes
    state: str = "PLANNED"
    since: datetime | None = None


@dataclass(frozen=True)
class Expected:
    """When a pitch begins and ends by all that is known, and how many whole minutes later than planned."""

    begins_at: datetime
    ends_at: datetime
    behind: int


def expect(pitches: Sequence[Pitch], now: datetime) -> dict[int, Expected]:
    """What is to be expected of every pitch that is neither done nor skipped; they are given in running order.

    A stage that overruns ends now; nothing begins before its planned time, nor before the stage is free.
    """
    found: dict[int, Expected] = {}
    free = now
    running = [pitch for pitch in pitches if pitch.state in STAGES[1:]]
    waiting = [pitch for pitch in pitches if pitch.state == "CALLED"]
    for pitch in (*running, *waiting):
        began = pitch.since or now
        stage_ends = max(began + timedelta(minutes=pitch.minutes.of(pitch.state)), free)
        ends = stage_ends + timedelta(minutes=pitch.minutes.after(pitch.state))
        found[pitch.id] = Expected(began, ends, _late(ends, pitch.starts_at + timedelta(minutes=pitch.minutes.total)))
        free = ends
    for pitch in pitches:
        if pitch.state == "PLANNED":
            begins = max(pitch.starts_at, free)
            free = begins + timedelta(minutes=pitch.minutes.total)
            found[pitch.id] = Expected(begins, free, _late(begins, pitch.starts_at))
    return found


def _late(real: datetime, planned: datetime) -> int:
    return max(0, int((real - planned).total_seconds() // 60))
