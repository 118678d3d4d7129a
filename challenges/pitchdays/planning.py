"""From a day's rows to what the engine asks: who may see what, when everybody is there."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from challenges.briefs.models import briefs_of
from challenges.pitchdays.engine.design import Judge, Mode, Pitch, Task
from challenges.pitchdays.engine.running_order import Pause, Talk, times
from challenges.pitchdays.models import DayPause, PitchDay, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of
from core import zones


@dataclass(frozen=True)
class Settings:
    """How judges are to be shared out."""

    mode: str
    each: int = 0
    seed: int = 1
    bridges: int = 0
    most: int = 0
    both_sectors: bool = True


def settings_of(day: PitchDay) -> Settings:
    """How they are shared out now."""
    return Settings(
        day.panel_mode, day.judges_each, day.panel_seed or 1, day.bridges, day.most_pitches, day.is_both_sectors
    )


def task_of(day: PitchDay, settings: Settings, plan: Plan | None = None) -> Task:
    """The engine's task: pitches, judges, and the pairs that conflicts and breaks rule out; five queries."""
    plan = plan or plan_of(day)
    slot_of = {slot.team_id: slot.pk for slot in plan.slots}
    banned = {(seat, slot_of[team]) for seat, team in plan.conflicts if team in slot_of}
    if settings.mode != Mode.ALL:
        # Where everybody sees everything, pitches wait for breaks instead.
        banned |= _away(day, plan)
    return Task(
        [Pitch(slot.pk, slot.team.name, slot.wants) for slot in plan.slots],
        [
            Judge(
                seat.pk,
                seat.user.name,
                day.cohort.side_of(seat.organisation.sector).upper() if seat.organisation else "",
                frozenset(seat.expertise),
                seat.panel_name,
            )
            for seat in plan.seats
        ],
        frozenset(banned),
        Mode(settings.mode),
        settings.each,
        settings.seed,
        settings.most,
        settings.both_sectors,
        settings.bridges,
    )


def digest_of(task: Task) -> str:
    """What tells whether anything that a proposal was drawn from has changed since."""
    task = task.in_order()
    judges = [(row.id, row.name, row.sector, sorted(row.expertise), row.panel) for row in task.judges]
    rules = (sorted(task.banned), str(task.mode), task.each, task.seed, task.most, task.both_sectors, task.bridges)
    return hashlib.sha256(repr((task.pitches, judges, rules)).encode()).hexdigest()[:16]


def pairs_of(plan: Plan) -> set[tuple[int, int]]:
    """Who sees what now, by (seat, slot)."""
    return {(seat.pk, slot.pk) for slot in plan.slots for seat in plan.judges_of(slot)}


def _away(day: PitchDay, plan: Plan) -> set[tuple[int, int]]:
    """Pairs that a judge's break rules out, at the times that the slots have where nobody waits for a judge."""
    pauses = pauses_of(day)
    common, breaks = [one for one in pauses if not one.judge], [one for one in pauses if one.judge]
    if not breaks:
        return set()
    talks = [Talk(slot.pk, "", slot.minutes) for slot in plan.slots]
    starts = times(talks, minute_of(day, day.starts_at), common)
    return {
        (one.judge, talk.id)
        for talk, start in zip(talks, starts, strict=True)
        for one in breaks
        if start < one.ends and start + talk.minutes > one.starts
    }


def minute_of(day: PitchDay, at: datetime) -> int:
    """Minutes since midnight of the day, on the cohort's clocks."""
    start = zones.local(day.starts_at, day.cohort.zone)
    return start.hour * 60 + start.minute + round((at - day.starts_at).total_seconds() / 60)


def moment_of(day: PitchDay, minute: int) -> datetime:
    """The moment of so many minutes since midnight."""
    return day.starts_at + timedelta(minutes=minute - minute_of(day, day.starts_at))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def pauses_of(day: PitchDay) -> list[Pause]:
    """Breaks of the day and of judges, earliest first."""
    rows = DayPause.objects.filter(pitch_day=day).order_by("starts", "pk")
    return [Pause(_minute(row.starts), _minute(row.ends), row.seat_id or 0, row.title) for row in rows]


def talks_of(day: PitchDay, slots: list[PitchSlot], plan: Plan) -> list[Talk]:
    """The slots as the engine takes them, in the order given."""
    briefs = briefs_of(slot.team for slot in slots)
    judges: dict[int, set[int]] = defaultdict(set)
    for seat, slot_id in pairs_of(plan):
        judges[slot_id].add(seat)
    return [
        Talk(
            slot.pk,
            slot.team.name,
            slot.minutes,
            briefs[slot.team_id].pk if slot.team_id in briefs else 0,
            briefs[slot.team_id].title if slot.team_id in briefs else "",
            _minute(slot.not_before) if slot.not_before else None,
            _minute(slot.not_after) if slot.not_after else None,
            frozenset(judges[slot.pk]),
        )
        for slot in slots
    ]
