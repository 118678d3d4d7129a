"""The best allocation there is, proved, with why each team got what it got; heavy (scipy): tasks only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from challenges.briefs.engine.advice import no_way
from challenges.briefs.engine.allocation import (
    Aim,
    Allocation,
    Brief,
    CannotAllocate,
    Rules,
    Wishes,
    check_given,
    line_of,
)
from challenges.briefs.engine.minimums import used
from challenges.briefs.engine.reasons import Solved, reasons
from challenges.briefs.engine.staged import Bools, Ints, Room, Stage, assign, packed

# So many numbers are in the draw for each team and brief.
LOTS = 1 << 9
PLAIN = Rules()


def allocate(teams: Sequence[Wishes], briefs: Sequence[Brief], rules: Rules = PLAIN) -> Allocation:
    """Return the best allocation by the rules; raises CannotAllocate with the smallest change that would help.

    Aim TOTAL: the fewest steps below first choices in all, then the least sum of squares. Aim WORST: the worst choice
    is as good as can be, then as few teams as can be have it, then as few the one before, and so on. What is equal
    after that is drawn with the number of the rules. The order in which teams and briefs come in does not matter.
    """
    check_given(teams, briefs)
    order = sorted(teams, key=lambda team: team.team)
    offered = sorted((brief for brief in briefs if brief.places > 0), key=lambda brief: brief.id)
    if not order:
        return Allocation((), True)
    steps = steps_of(order, offered)
    room = room_of(order, offered, steps, rules)
    found = _best(steps, room, rules)
    if found is None:
        raise CannotAllocate(no_way(order, offered, room))
    held, whole, room, is_best = found
    words = reasons(Solved(order, offered, steps, whole, held, room, rules))
    lines = [line_of(team, offered[at].id, said) for team, at, said in zip(order, held, words, strict=True)]
    return Allocation(tuple(lines), is_best)


def steps_of(teams: Sequence[Wishes], briefs: Sequence[Brief]) -> Ints:
    """Return how many places below its first choice each brief is for each team."""
    place = {brief.id: at for at, brief in enumerate(briefs)}
    steps = np.empty((len(teams), len(briefs)), dtype=np.int64)
    for row, team in enumerate(teams):
        steps[row] = len(team.ranking)
        for rank, brief in enumerate(team.ranking):
            if brief in place:
                steps[row, place[brief]] = rank
    return steps


def room_of(teams: Sequence[Wishes], briefs: Sequence[Brief], steps: Ints, rules: Rules) -> Room:
    """Return which team may have which brief, and how many teams each takes."""
    allowed = np.ones(steps.shape, dtype=bool)
    place = {brief.id: at for at, brief in enumerate(briefs)}
    for row, team in enumerate(teams):
        if team.ranking and not rules.gives_unranked:
            allowed[row] = steps[row] < len(team.ranking)
        allowed[row, [place[brief] for brief in (*team.barred, *team.kept) if brief in place]] = False
        if team.locked:
            allowed[row] = False
            allowed[row, place[team.locked]] = True
    most = np.array([min(brief.places, len(teams)) for brief in briefs], dtype=np.int64)
    return Room(allowed, np.array([brief.least for brief in briefs], dtype=np.int64), most)


def _best(steps: Ints, room: Room, rules: Rules) -> tuple[list[int], Ints, Room, bool] | None:
    """Return each team's brief, what each pair costs, the room it was found in, and if it is proved.

    Minimums are left aside first: where the best keeps them by itself, nothing that keeps them is better.
    """
    free = Room(room.allowed.copy(), np.zeros_like(room.least), room.most)
    stages = _stages(steps, free, rules)
    held = assign(stages, free) if stages else None
    if held is None:
        return None
    is_best = True
    if not _keeps(held, room):
        stages = _stages(steps, room, rules)
        found = used(stages, room)
        if found is None:
            return None
        held, free, is_best = found
    return held, packed(_told(steps, held, rules)), Room(room.allowed, free.least, free.most), is_best


def _keeps(held: Sequence[int], room: Room) -> bool:
    count = np.bincount(np.array(held), minlength=len(room.most))
    return bool(((count == 0) | (count >= room.least)).all())


def _stages(steps: Ints, room: Room, rules: Rules) -> list[Stage]:
    """Return what is to be least, in order; nothing where no allocation exists."""
    teams = len(steps)
    draw = Stage(_draw(rules.draw, steps.shape), teams * LOTS)
    if rules.aim == Aim.WORST:
        worst = _worst(steps, room)
        if worst is None:
            return []
        return [*(Stage((steps == level).astype(np.int64), teams) for level in range(worst, 0, -1)), draw]
    weights = steps * (steps + 1) // 2 if rules.is_steep else steps
    return [_stage(weights), _stage(steps**2), draw]


def _told(steps: Ints, held: Sequence[int], rules: Rules) -> list[Stage]:
    """Return what reasons weigh: for the worst-off also what lies beyond the worst choice that anybody has."""
    if rules.aim == Aim.TOTAL:
        return [_stage(steps * (steps + 1) // 2 if rules.is_steep else steps), _stage(steps**2)]
    teams, worst = len(steps), int(steps[np.arange(len(steps)), held].max())
    levels = [steps > worst, *(steps == level for level in range(worst, 0, -1))]
    return [Stage(level.astype(np.int64), teams) for level in levels]


def _stage(cost: Ints) -> Stage:
    return Stage(cost, int(cost.max(axis=1).sum()))


def _worst(steps: Ints, room: Room) -> int | None:
    """Return how many steps below its first choice somebody has to be; with minimums the most that anybody could."""
    levels = np.unique(steps[room.allowed])
    if room.least.any():
        return int(levels[-1]) if len(levels) else None
    columns = np.repeat(np.arange(len(room.most)), room.most)
    found = next((int(level) for level in levels if _fits(room.allowed & (steps <= level), columns)), None)
    if found is not None:
        room.allowed[:] &= steps <= found
    return found


def _fits(allowed: Bools, columns: Ints) -> bool:
    """Whether every team can have a brief that it is allowed."""
    chosen = maximum_bipartite_matching(csr_array(allowed[:, columns]), perm_type="column")
    return bool((chosen >= 0).all())


def _draw(number: int, shape: tuple[int, ...]) -> Ints:
    """Return a lot for each team and brief: the same for the same number, on every machine, and favouring nobody."""
    begin = np.uint64(number * 0x9E3779B97F4A7C15 % (1 << 64))
    lots = np.arange(1, shape[0] * shape[1] + 1, dtype=np.uint64) + begin
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        lots = (lots ^ (lots >> np.uint64(shift))) * np.uint64(factor)
    return ((lots >> np.uint64(40)) % np.uint64(LOTS)).astype(np.int64).reshape(shape)
