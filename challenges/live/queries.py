"""The day as it stands now: every pitch with its state, what is on stage, what comes next, and how far behind."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Max, Q

from challenges.live.engine import Expected, Minutes, Pitch, expect
from challenges.live.minutes import minutes_of
from challenges.live.models import LiveSlot
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
    # The number of the last step that stands: the highest of all was made last.
    step: int = 0

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
    def last_step(self) -> LivePitch | None:
        """The pitch whose step was the last one that stands; its state is what that step made of it."""
        latest = max(self.pitches, key=lambda pitch: pitch.step, default=None)
        return latest if latest and latest.step else None

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
    """The day as it stands, in two queries, or one where the slots are known already."""
    moment = zones.moment(now)
    last = Max("steps__pk", filter=Q(steps__undone_at=None))
    rows = (
        LiveSlot.objects.filter(slot__pitch_day=day).annotate(step=last).values_list("slot", "state", "since", "step")
    )
    states = {slot: (LiveState(state), since, step or 0) for slot, state, since, step in rows}
    pitches = []
    for slot in order_of(day) if slots is None else slots:
        state, since, step = states.get(slot.pk, (LiveState.PLANNED, None, 0))
        pitches.append(LivePitch(slot, state, since, minutes_of(slot, day), step=step))
    plain = [Pitch(one.slot.pk, one.slot.starts_at, one.minutes, one.state, one.since) for one in pitches]
    expected = expect(plain, moment)
    return Running(day, [replace(pitch, expected=expected.get(pitch.slot.pk)) for pitch in pitches], moment)
