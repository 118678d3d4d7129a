"""Which judges see which pitches: everybody everything, linked panels, or fixed panels with bridging scores."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from challenges.pitchdays.engine import words
from challenges.pitchdays.engine.bridges import add_bridges
from challenges.pitchdays.engine.design import Allocation, CannotAllocate, Mode, Pair, Task
from challenges.pitchdays.engine.drawing import allowed_of, draw_plan
from challenges.pitchdays.engine.efficiency import Table, is_linked, quality
from challenges.pitchdays.engine.exchanges import Wants, improve
from challenges.pitchdays.engine.panels import share_out
from core.sentence import noop as _
from core.sentence import say, say_count

DRAWS = 10
"""A draw that falls apart is thrown away; after so many there is no linked plan worth the name."""


def allocate(task: Task) -> Allocation:
    """The plan for the task, the same for the same seed and rows in any order; raises CannotAllocate."""
    task = task.in_order()
    allowed = allowed_of(task)
    if task.mode is Mode.ALL:
        return told(task, allowed.copy())
    if task.mode is Mode.FIXED:
        return _fixed(task, allowed)
    return told(task, _linked(task, allowed))


def _linked(task: Task, allowed: Table) -> Table:
    """Balanced at random, then exchanges; refused where no draw ties every pitch to every other."""
    if not 1 <= task.each <= len(task.judges):
        text = _("There are %(count)d judges: choose a number of judges a pitch from 1 to that.")
        raise CannotAllocate(say(text, count=len(task.judges)))
    lot = random.Random(task.seed)
    for _draw in range(DRAWS):
        seen = draw_plan(task, allowed, lot)
        improve(seen, allowed, Wants(task, allowed), lot, task.tries)
        if is_linked(seen):
            return seen
    raise CannotAllocate(
        say_count(
            task.each,
            _("With %(count)d judge a pitch, nothing links all pitches: choose more."),
            _("With %(count)d judges a pitch, nothing links all pitches: choose more."),
        )
    )


def _fixed(task: Task, allowed: Table) -> Allocation:
    seen, panels = share_out(task, allowed, random.Random(task.seed))
    alone = quality(seen)
    bridges = add_bridges(task, seen, allowed, task.bridges)
    made = told(task, seen, bridges, panels)
    return replace(made, reasons=(*made.reasons, *words.bridging(len(bridges), alone, made.quality)))


def told(
    task: Task,
    seen: Table,
    bridges: tuple[Pair, ...] = (),
    panels: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] | None = None,
) -> Allocation:
    """The table as a plan of ids, with its quality, reasons and warnings."""
    judges_of = {
        pitch.id: tuple(task.judges[int(column)].id for column in np.flatnonzero(seen[row]))
        for row, pitch in enumerate(task.pitches)
    }
    found = quality(seen)
    return Allocation(
        judges_of, found, words.reasons(task, found), words.warnings(task, found, seen), bridges, panels or {}
    )


def table_of(task: Task, pairs: Collection[Pair]) -> Table:
    """The table of a task that is in order, from the pairs of a plan; pairs of others are left out."""
    pitch_at = {pitch.id: row for row, pitch in enumerate(task.pitches)}
    judge_at = {judge.id: column for column, judge in enumerate(task.judges)}
    seen = np.zeros((len(pitch_at), len(judge_at)), dtype=np.bool_)
    for judge, pitch in pairs:
        if judge in judge_at and pitch in pitch_at:
            seen[pitch_at[pitch], judge_at[judge]] = True
    return seen


def judged(task: Task, pairs: Collection[Pair]) -> Allocation:
    """A plan that stands, with its quality and reasons: nothing is drawn."""
    task = task.in_order()
    return told(task, table_of(task, pairs))
