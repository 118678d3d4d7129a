"""Fixed panels: groups of judges that stay together, and which pitches each group sees."""

from __future__ import annotations

import random

import numpy as np

from challenges.pitchdays.engine.design import CannotAllocate, Task
from challenges.pitchdays.engine.efficiency import Table
from core.sentence import noop as _
from core.sentence import say

Panels = dict[str, tuple[tuple[int, ...], tuple[int, ...]]]


def share_out(task: Task, allowed: Table, lot: random.Random) -> tuple[Table, Panels]:
    """Each pitch is seen by one whole panel, but for judges who may not; pitches are shared out evenly by lot."""
    panels = _panels(task, lot)
    pitches: dict[str, list[int]] = {name: [] for name in panels}
    order = lot.sample(range(len(task.pitches)), len(task.pitches))
    # Pitches with the fewest panels free of bans choose first.
    order.sort(key=lambda row: sum(all(allowed[row, column] for column in group) for group in panels.values()))
    seen = np.zeros(allowed.shape, dtype=np.bool_)
    for row in order:
        fewest = min(len(own) for own in pitches.values())
        # A panel may be one pitch ahead of another, no more.
        offered = [name for name in panels if len(pitches[name]) == fewest]
        chosen = min(offered, key=lambda name: (sum(not allowed[row, column] for column in panels[name]), lot.random()))
        pitches[chosen].append(row)
        for column in panels[chosen]:
            seen[row, column] = allowed[row, column]
    _refuse_empty(task, seen)
    ids = {
        name: (
            tuple(task.judges[column].id for column in panels[name]),
            tuple(task.pitches[row].id for row in sorted(pitches[name])),
        )
        for name in panels
    }
    return seen, ids


def _refuse_empty(task: Task, seen: Table) -> None:
    for row, pitch in enumerate(task.pitches):
        if not seen[row].any():
            raise CannotAllocate(say(_("Nobody on its panel is free to see %(team)s."), team=pitch.name), "mode")


def _panels(task: Task, lot: random.Random) -> dict[str, list[int]]:
    """The panels that were named; who is in none is dealt to the smallest, sector by sector."""
    named: dict[str, list[int]] = {}
    for column, judge in enumerate(task.judges):
        if judge.panel:
            named.setdefault(judge.panel, []).append(column)
    rest = [column for column, judge in enumerate(task.judges) if not judge.panel]
    wanted = max(len(task.judges) // max(task.each, 1), 1)
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        if len(named) >= wanted:
            break
        if rest and letter not in named:
            named[letter] = []
    lot.shuffle(rest)
    rest.sort(key=lambda column: task.judges[column].sector)
    for column in rest:
        sector = task.judges[column].sector
        smallest = min(
            sorted(named),
            key=lambda name: (sum(task.judges[one].sector == sector for one in named[name]), len(named[name])),
        )
        named[smallest].append(column)
    return {name: sorted(named[name]) for name in sorted(named) if named[name]}
