"""The timetable and the grid of teams and judges, as pages and paper show them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from challenges.pitchdays.engine.design import Pair
from challenges.pitchdays.engine.running_order import problems
from challenges.pitchdays.models import DayPause, PitchDay, PitchSlot
from challenges.pitchdays.planning import minute_of, pauses_of, talks_of
from challenges.pitchdays.queries import Plan
from core import zones

# What a cell of the grid shows.
NEW, SEES, GONE, BARRED, EMPTY, BRIDGE = "+", "●", "−", "×", "", "◆"
LOOKS = {NEW: "new", BRIDGE: "new", GONE: "gone", BARRED: "out"}


@dataclass(frozen=True)
class Line:
    """One slot of the timetable, or a break between two; `problems` are what the order breaks there."""

    starts_at: datetime
    ends_at: datetime
    slot: PitchSlot | None = None
    title: str = ""
    problems: tuple[str, ...] = ()


def timetable(day: PitchDay, plan: Plan, pauses: list[DayPause]) -> list[Line]:
    """The slots with what each breaks, and the breaks of the whole day between them."""
    broken: dict[int, list[str]] = {}
    for problem in problems(talks_of(day, plan.slots, plan), minute_of(day, day.starts_at), pauses_of(day)):
        broken.setdefault(problem.talk, []).append(problem.sentence.translated(_))
    lines = [Line(slot.starts_at, slot.ends_at, slot, "", tuple(broken.get(slot.pk, ()))) for slot in plan.slots]
    date, zone = zones.local(day.starts_at, day.cohort.zone).date(), day.cohort.zone
    for pause in pauses:
        if pause.seat_id is None:
            moments = (zones.wall(date, pause.starts, zone), zones.wall(date, pause.ends, zone))
            lines.append(Line(*moments, title=pause.title or _("Break")))
    return sorted(lines, key=lambda line: (line.starts_at, line.slot is not None))


def pauses(day: PitchDay) -> list[DayPause]:
    """Breaks, earliest first."""
    return list(DayPause.objects.filter(pitch_day=day).select_related("seat__user").order_by("starts", "pk"))


def grid(
    plan: Plan,
    pairs: Collection[Pair],
    *,
    added: Collection[Pair] = (),
    gone: Collection[Pair] = (),
    bridges: Collection[Pair] = (),
    counts: Mapping[int, int] | None = None,
) -> list[dict[str, Any]]:
    """One row a team: a cell for each judge (class, sign, no words), and how many judges there are."""
    rows, seats = [], [seat.pk for seat in plan.seats]
    for slot in plan.slots:
        own = [(seat, slot.pk) for seat in seats]
        cells = [
            BARRED if (seat, slot.team_id) in plan.conflicts else _cell((seat, slot.pk), pairs, added, gone, bridges)
            for seat, _slot in own
        ]
        number = sum(pair in pairs for pair in own)
        drawn = [(LOOKS.get(cell, ""), cell, "") for cell in cells]
        rows.append({"slot": slot, "cells": drawn, "count": (counts or {}).get(slot.pk, number)})
    return rows


def _cell(
    pair: Pair, pairs: Collection[Pair], added: Collection[Pair], gone: Collection[Pair], bridges: Collection[Pair]
) -> str:
    if pair in bridges:
        return BRIDGE
    if pair in added:
        return NEW
    if pair in gone:
        return GONE
    return SEES if pair in pairs else EMPTY
