"""When a judge drops out: who sees their pitches instead, with the fewest changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from challenges.pitchdays.engine.allocate import table_of, told
from challenges.pitchdays.engine.design import Allocation, Pair, Task
from challenges.pitchdays.engine.drawing import allowed_of, level
from challenges.pitchdays.engine.efficiency import Table, variances
from challenges.pitchdays.engine.exchanges import Wants
from core.sentence import Sentence, say_count
from core.sentence import noop as _


@dataclass(frozen=True, slots=True)
class Substitute:
    """One pitch of the judge who drops out; `judge` is None where nobody is free, and it stays short."""

    pitch: int
    judge: int | None
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Repair:
    """The plan without the judge: every other pair stays as it was."""

    substitutes: tuple[Substitute, ...]
    allocation: Allocation


def reassign(task: Task, pairs: Collection[Pair], gone: int, kept: Collection[int] = ()) -> Repair:
    """Only pitches of the judge who is gone get a substitute, balanced and linked as well as they can be.

    `kept` are pitches whose sheet of that judge is in already: it counts, and nobody is asked to see them.
    """
    leaving = next(judge.name for judge in task.judges if judge.id == gone)
    task = task.in_order()
    stay = Task(
        task.pitches,
        [judge for judge in task.judges if judge.id != gone],
        *(task.banned, task.mode, task.each, task.seed, task.most, task.both_sectors),
    )
    allowed = allowed_of(stay)
    seen = table_of(stay, pairs)
    open_ = [row for row, pitch in enumerate(task.pitches) if (gone, pitch.id) in set(pairs) and pitch.id not in kept]
    chosen = _choose(stay, seen, allowed, open_)
    for row, column in chosen.items():
        if column is not None:
            seen[row, column] = True
    lines = tuple(_line(stay, seen, allowed, leaving, row, chosen[row]) for row in open_)
    return Repair(lines, told(stay, seen))


def _choose(task: Task, seen: Table, allowed: Table, rows: list[int]) -> dict[int, int | None]:
    """One judge for each row: the least loaded at first, then each looked at again beside all others."""
    wants = Wants(task, allowed)
    chosen: dict[int, int | None] = dict.fromkeys(rows)
    # Pitches with the fewest judges to choose from come first.
    for row in sorted(rows, key=lambda row: (int((allowed[row] & ~seen[row]).sum()), row)):
        chosen[row] = _best_for(task, _with(seen, chosen), allowed, wants, row)
    _level(seen, allowed, chosen)
    for _round in range(3):
        before = dict(chosen)
        for row in rows:
            chosen[row] = None
            chosen[row] = _best_for(task, _with(seen, chosen), allowed, wants, row)
        if chosen == before:
            break
    return chosen


def _level(seen: Table, allowed: Table, chosen: dict[int, int | None]) -> None:
    """The substitutes' loads are as even as they can be while everybody keeps the pitches they had."""
    made = _with(seen, chosen)
    level(made, allowed, seen)
    for row, column in chosen.items():
        if column is not None:
            chosen[row] = int(np.flatnonzero(made[row] & ~seen[row])[0])


def _with(seen: Table, chosen: dict[int, int | None]) -> Table:
    made = seen.copy()
    for row, column in chosen.items():
        if column is not None:
            made[row, column] = True
    return made


def _best_for(task: Task, seen: Table, allowed: Table, wants: Wants, row: int) -> int | None:
    """The free judge who serves the pitch's wants, has the fewest pitches and makes comparisons the most exact."""
    loads = seen.sum(axis=0)
    free = [int(one) for one in np.flatnonzero(allowed[row] & ~seen[row]) if not task.most or loads[one] < task.most]

    def cost(column: int) -> tuple[int, int, float, int]:
        tried = seen.copy()
        tried[row, column] = True
        exact = round(float(np.trace(variances(tried))), 9)
        return wants.lacking(row, tried[row]), int(loads[column]), exact, column

    return min(free, key=cost, default=None)


def _line(task: Task, seen: Table, allowed: Table, leaving: str, row: int, column: int | None) -> Substitute:
    pitch = task.pitches[row]
    if column is None:
        words = say_count(
            int(seen[row].sum()),
            _("Nobody is free to see %(team)s in place of %(leaving)s: %(count)d judge is left for it."),
            _("Nobody is free to see %(team)s in place of %(leaving)s: %(count)d judges are left for it."),
            team=pitch.name,
            leaving=leaving,
        )
        return Substitute(pitch.id, None, words)
    words = say_count(
        int(seen[:, column].sum()),
        _("%(judge)s sees %(team)s in place of %(leaving)s, and %(count)d pitch in all."),
        _("%(judge)s sees %(team)s in place of %(leaving)s, and %(count)d pitches in all."),
        judge=task.judges[column].name,
        team=pitch.name,
        leaving=leaving,
    )
    return Substitute(pitch.id, task.judges[column].id, words)
