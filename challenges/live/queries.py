"""The day as it stands now: every pitch with its state, what is on stage, what comes next, and how far behind."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from challenges.live.engine import Expected, Minutes, Pitch, expect
from challenges.live.minutes import minutes_of
from challenges.live.models import LiveSlot, LiveStep
from challenges.live.workflow import ON_IT, LiveState
from challenges.pitchdays.models import PitchDay, PitchSlot
from challenges.pitchdays.queries import order_of
from core import zones

# A gap in the plan of so many minutes is a break.
BREAK = 5


@dataclass(frozen=True)
class LivePitch:
    """One pitch on the day."""

    slot: PitchSlot
    state: LiveState
    since: datetime | None
    minutes: Minutes
    expected: Expected | None = None

    @property
    def until(self) -> datetime | None:
        """When the stage that runs now should end; nothing for stages without a length."""
        length = self.minutes.of(self.state)
        return self.since + timedelta(minutes=length) if self.since and length else None


@dataclass(frozen=True)
class Running:
    """The whole day at one moment."""

    day: PitchDay
    pitches: list[LivePitch]
    now: datetime
    last_step: LiveStep | None = field(default=None, compare=False)

    @cached_property
    def on_stage(self) -> LivePitch | None:
        """The pitch that has the stage: it runs, answers, or is being scored."""
        return next((pitch for pitch in self.pitches if pitch.state in ON_IT), None)

    @cached_property
    def called(self) -> LivePitch | None:
        """The team that was called and has not begun."""
        return next((pitch for pitch in self.pitches if pitch.state == LiveState.CALLED), None)

    @property
    def current(self) -> LivePitch | None:
        """What happens now: the pitch on stage, else the team that was called."""
        return self.on_stage or self.called

    @cached_property
    def to_come(self) -> list[LivePitch]:
        """The pitches that nobody was called to yet, in running order."""
        return [pitch for pitch in self.pitches if pitch.state == LiveState.PLANNED]

    @cached_property
    def skipped(self) -> list[LivePitch]:
        """The pitches that were skipped and can still be called."""
        return [pitch for pitch in self.pitches if pitch.state == LiveState.SKIPPED]

    @property
    def next(self) -> LivePitch | None:
        """The team after the current one."""
        if self.on_stage and self.called:
            return self.called
        return self.to_come[0] if self.to_come else None

    @property
    def done(self) -> int:
        """How many pitches are over."""
        return sum(pitch.state == LiveState.DONE for pitch in self.pitches)

    @property
    def behind(self) -> int:
        """Whole minutes behind the plan, by the next pitch that is to begin, or else by the end of the last."""
        leading = self.to_come[0] if self.to_come else self.current
        return leading.expected.behind if leading and leading.expected else 0

    @property
    def break_until(self) -> datetime | None:
        """When the next pitch begins, where nothing happens before and the wait is worth calling a break."""
        upcoming = self.to_come[0] if self.to_come else None
        if self.current or upcoming is None or upcoming.expected is None or not self.done:
            return None
        begins = upcoming.expected.begins_at
        return begins if begins - self.now >= timedelta(minutes=BREAK) else None


def running(day: PitchDay, slots: list[PitchSlot] | None = None, now: datetime | None = None) -> Running:
    """The day as it stands, in three queries, or two where the slots are known already."""
    moment = zones.moment(now)
    rows = LiveSlot.objects.filter(slot__pitch_day=day).values_list("slot_id", "state", "since")
    states = {slot: (LiveState(state), since) for slot, state, since in rows}
    pitches = [
        LivePitch(slot, *states.get(slot.pk, (LiveState.PLANNED, None)), minutes_of(slot, day))
        for slot in (order_of(day) if slots is None else slots)
    ]
    known = [Pitch(one.slot.pk, one.slot.starts_at, one.minutes, one.state, one.since) for one in pitches]
    expected = expect(known, moment)
    steps = LiveStep.objects.filter(live__slot__pitch_day=day, undone_at=None).select_related("live__slot__team")
    whole = [replace(pitch, expected=expected.get(pitch.slot.pk)) for pitch in pitches]
    return Running(day, whole, moment, steps.order_by("-pk").first())
