"""Assigning teams to briefs by several aims in their order, exactly; heavy (scipy): tasks only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
# Floats hold every whole number up to here exactly; what is packed into one solve stays below.
EXACT = 1 << 52
FAR = 1 << 60


@dataclass(frozen=True, slots=True)
class Stage:
    """What a team with a brief costs, by row and column; no assignment's sum is over `most`."""

    cost: Ints
    most: int


@dataclass(frozen=True, slots=True)
class Room:
    """Which team may have which brief, and how many teams each brief takes: from `least` to `most`."""

    allowed: Bools
    least: Ints
    most: Ints


def assign(stages: Sequence[Stage], room: Room) -> list[int] | None:
    """Return each team's column: least by the first aim, among these by the second and so on; None where none is."""
    held: list[int] | None = None
    rest = list(stages)
    while rest:
        packed, rest = _packed(rest)
        held = _solve(packed, room)
        if held is None:
            return None
        if rest:
            room = _equals(packed, held, room)
    return held


def packed(stages: Sequence[Stage]) -> Ints:
    """Return one cost that stands for the first stages, as many of them as numbers can hold."""
    return _packed(list(stages))[0]


def _packed(stages: list[Stage]) -> tuple[Ints, list[Stage]]:
    """Return the first stages as one cost, as many as numbers can hold, and the stages that are left."""
    cost, bound = stages[0].cost, stages[0].most
    for at, stage in enumerate(stages[1:], start=1):
        if (bound + 1) * (stage.most + 1) > EXACT:
            return cost, stages[at:]
        cost = cost * (stage.most + 1) + stage.cost
        bound = bound * (stage.most + 1) + stage.most
    return cost, []


def _solve(cost: Ints, room: Room) -> list[int] | None:
    """Return each team's column; a brief is a column as often as it has places, and empty places are dummy rows."""
    teams = len(cost)
    most = np.minimum(room.most, teams)
    columns = np.repeat(np.arange(len(most)), most)
    if len(columns) < teams or (room.least > most).any():
        return None
    whole = np.where(room.allowed, cost, np.inf)[:, columns].astype(float)
    if room.least.any():
        place = np.concatenate([np.arange(count) for count in most]) if len(columns) else columns
        empty = np.where(place < room.least[columns], np.inf, 0.0)
        whole = np.vstack([whole, np.broadcast_to(empty, (len(columns) - teams, len(columns)))])
    try:
        _rows, chosen = linear_sum_assignment(whole)
    except ValueError:
        return None
    return [int(at) for at in columns[chosen[:teams]]]


def moves(cost: Ints, held: Sequence[int], room: Room) -> tuple[Ints, Ints]:
    """Return what it costs to move the cheapest team of one brief (row) to another (column), and which team that is."""
    briefs, at = room.allowed.shape[1], np.array(held)
    price, who = np.full((briefs, briefs), FAR, dtype=np.int64), np.full((briefs, briefs), -1, dtype=np.int64)
    extra = np.where(room.allowed, cost - cost[np.arange(len(at)), at][:, None], FAR)
    for brief in np.unique(at):
        rows = np.flatnonzero(at == brief)
        best = extra[rows].argmin(axis=0)
        price[brief], who[brief] = extra[rows[best], np.arange(briefs)], rows[best]
    np.fill_diagonal(price, 0)
    return price, who


def _equals(cost: Ints, held: Sequence[int], room: Room) -> Room:
    """Return the room in which every assignment is as good as this best one, and no other is left out.

    Prices of places come from the cheapest ways to free them: whoever moves at no loss beyond them stays allowed, and
    briefs whose places are worth something stay as full, or as empty, as they are.
    """
    price, _who = moves(cost, held, room)
    count = np.bincount(np.array(held), minlength=len(room.most))
    worth = np.where(count > room.least, 0, FAR // 4)
    for _brief in range(len(worth)):
        nearer = np.minimum(worth, (worth[:, None] + price).min(axis=0))
        if (nearer == worth).all():
            break
        worth = nearer
    at = np.array(held)
    extra = cost - cost[np.arange(len(at)), at][:, None] + worth[at][:, None] - worth[None, :]
    least = np.where(worth < 0, count, room.least)
    most = np.where(worth > 0, count, room.most)
    return Room(room.allowed & (extra == 0), least, most)
