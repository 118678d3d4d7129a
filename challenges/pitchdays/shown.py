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
NEW, SEES, GONE, BARRED, EMPTY = "+", "●", "−", "×", ""


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
    plan: Plan, pairs: Collection[Pair], added: Collection[Pair], gone: Collection[Pair], counts: Mapping[int, int]
) -> list[dict[str, Any]]:
    """One row a team: a cell for each judge, and how many there are."""
    rows = []
    for slot in plan.slots:
        cells = []
        for seat in plan.seats:
            pair = (seat.pk, slot.pk)
            sees = SEES if pair in pairs else EMPTY
            cell = NEW if pair in added else GONE if pair in gone else sees
            cells.append(BARRED if (seat.pk, slot.team_id) in plan.conflicts else cell)
        rows.append(
            {"slot": slot, "cells": cells, "count": counts.get(slot.pk, sum(cell in (NEW, SEES) for cell in cells))}
        )
    return rows
