"""Which briefs to use where some need several teams or none, and the smallest way out where nothing fits; heavy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from challenges.briefs.engine.staged import Bools, Room, Stage, assign

EXACTLY = {"mip_rel_gap": 0.0}
# So many rooms are looked into one by one; then the integer program is asked.
MOST_TRIED = 300
# What an earlier stage may be missed by, for the solver's own rounding.
SLACK = 1e-6


def used(stages: Sequence[Stage], room: Room) -> tuple[list[int], Room, bool] | None:
    """Return the best assignment in which each brief is closed or used by its minimum, its room, and if it is proved.

    A brief that the best leaves between is tried closed and tried full, and what cannot beat the best so far is left.
    """
    best: tuple[tuple[int, ...], list[int], Room] | None = None
    waiting = [Room(room.allowed, np.zeros_like(room.least), room.most)]
    for _tried in range(MOST_TRIED):
        if not waiting:
            return (best[1], best[2], True) if best else None
        tried = waiting.pop()
        held = assign(stages, tried)
        value = _value(stages, held) if held is not None else ()
        if held is None or (best is not None and value >= best[0]):
            continue
        count = np.bincount(np.array(held), minlength=len(room.most))
        between = np.flatnonzero((count > 0) & (count < room.least))
        if not len(between):
            best = (value, held, tried)
            continue
        at = int(between[(room.least - count)[between].argmax()])
        closed, full = tried.most.copy(), tried.least.copy()
        closed[at], full[at] = 0, room.least[at]
        waiting += [Room(room.allowed, tried.least, closed), Room(room.allowed, full, tried.most)]
    found = _program(stages, room)
    held = assign(stages, found[0]) if found is not None else None
    if found is None or held is None:
        return None
    # The solver counts in fractions: what it says is believed once whole numbers say the same.
    return held, found[0], _value(stages, held)[:-1] == found[1][:-1]


def _value(stages: Sequence[Stage], held: Sequence[int]) -> tuple[int, ...]:
    return tuple(int(stage.cost[np.arange(len(held)), held].sum()) for stage in stages)


def _program(stages: Sequence[Stage], room: Room) -> tuple[Room, tuple[int, ...]] | None:
    """Return the room with each brief closed or used, and what each stage reaches; None where there is none.

    Stage after stage, each with what the earlier ones reached as a limit: every one is proved best by the solver.
    """
    teams, briefs = room.allowed.shape
    rows, columns = np.nonzero(room.allowed)
    pairs = len(rows)
    once, full, each = _sums(rows, teams), _sums(columns, briefs), csr_array(np.eye(briefs))
    table = vstack(
        [
            hstack([once, csr_array((teams, briefs))]),
            hstack([full, -each * room.most]),
            hstack([full, -each * room.least]),
        ]
    )
    lower = np.concatenate([np.ones(teams), np.full(briefs, -np.inf), np.zeros(briefs)])
    upper = np.concatenate([np.ones(teams), np.zeros(briefs), np.full(briefs, np.inf)])
    kinds, chosen = np.concatenate([np.zeros(pairs), np.ones(briefs)]), None
    reached: list[int] = []
    for stage in stages:
        cost = np.concatenate([stage.cost[rows, columns].astype(float), np.zeros(briefs)])
        limits = LinearConstraint(table, lower, upper)
        found = milp(cost, integrality=kinds, bounds=Bounds(0, 1), constraints=limits, options=EXACTLY)
        if found.x is None:
            return None
        chosen, table = found.x, vstack([table, csr_array(cost[None, :])])
        reached.append(round(found.fun))
        lower, upper = np.append(lower, -np.inf), np.append(upper, reached[-1] + SLACK)
    if chosen is None:
        return None
    is_open = chosen[pairs:] > 0.5
    return Room(room.allowed, np.where(is_open, room.least, 0), np.where(is_open, room.most, 0)), tuple(reached)


def _sums(at: NDArray[np.intp], size: int) -> csr_array:
    """Return the table that adds up the pairs of each team, or of each brief."""
    return coo_array((np.ones(len(at)), (at, np.arange(len(at)))), shape=(size, len(at))).tocsr()


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to change: places to add and minimums to lower by brief, and pairs of team and brief to allow."""

    more: tuple[tuple[int, int], ...]
    lower: tuple[tuple[int, int], ...]
    allow: tuple[tuple[int, int], ...]


def way_out(room: Room, never: Bools) -> WayOut | None:
    """Return the smallest change after which every team has a brief, or None where even that does not help.

    Allowing a team what it may not have counts as much as two places; pairs of `never` are not allowed at all.
    """
    teams, briefs = room.allowed.shape
    rows, columns = np.nonzero(~never)
    pairs = len(rows)
    once, full, each = _sums(rows, teams), _sums(columns, briefs), csr_array(np.eye(briefs))
    none = csr_array((teams, briefs))
    # The variables: pairs, which briefs are used, more places, lower minimums.
    table = vstack(
        [
            hstack([once, none, none, none]),
            hstack([full, -each * room.most, -each, 0 * each]),
            hstack([full, -each * room.least, 0 * each, each]),
            hstack([0 * full, -each * teams, each, 0 * each]),
        ]
    )
    nothing, endless = np.zeros(briefs), np.full(briefs, np.inf)
    lower = np.concatenate([np.ones(teams), -endless, nothing, -endless])
    upper = np.concatenate([np.ones(teams), nothing, endless, nothing])
    # Among equals always the same answer: what stands first.
    nudge = np.arange(briefs) / (briefs + 1) / 1000
    strange = np.where(room.allowed[rows, columns], 0.0, 2.0)
    found = milp(
        np.concatenate([strange, nothing, 1 + nudge, 1 + nudge]),
        integrality=np.concatenate([np.zeros(pairs), np.ones(3 * briefs)]),
        bounds=Bounds(0, np.concatenate([np.ones(pairs + briefs), np.full(2 * briefs, teams)])),
        constraints=LinearConstraint(table, lower, upper),
        options=EXACTLY,
    )
    if found.x is None:
        return None
    answer = np.rint(found.x).astype(int)
    more, fewer = answer[pairs + briefs : pairs + 2 * briefs], answer[pairs + 2 * briefs :]
    allow = [at for at in np.flatnonzero(answer[:pairs]) if not room.allowed[rows[at], columns[at]]]
    return WayOut(
        tuple((int(at), int(more[at])) for at in np.flatnonzero(more)),
        tuple((int(at), int(fewer[at])) for at in np.flatnonzero(fewer)),
        tuple((int(rows[at]), int(columns[at])) for at in allow),
    )
