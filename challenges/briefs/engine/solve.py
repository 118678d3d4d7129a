"""The best allocation there is, with what each first choice would have cost; heavy (scipy): tasks only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from challenges.briefs.engine.allocation import Allocation, Brief, Wishes, check_places, got, line_of
from core.sentence import Sentence, say
from core.sentence import noop as _

Floats = NDArray[np.float64]
# No sum of choices comes near it, and floats hold it exactly.
NEVER = float(1 << 52)
MOST_NAMED = 3


def allocate(teams: Sequence[Wishes], briefs: Sequence[Brief]) -> Allocation:
    """Return the allocation with the fewest places below first choices in all; raises CannotAllocate.

    Among equals the one with fewer teams far below their first choice (least sum of squares); among those, always
    the same one, by ids. The order in which teams and briefs come in does not matter.
    """
    check_places(teams, briefs)
    order = sorted(teams, key=lambda team: team.team)
    offered = sorted((brief for brief in briefs if brief.places > 0), key=lambda brief: brief.id)
    if not order:
        return Allocation((), True)
    cost = _costs(order, offered)
    held = _assign(order, offered, cost)
    words = _reasons(order, offered, cost, held)
    lines = [line_of(team, offered[at].id, said) for team, at, said in zip(order, held, words, strict=True)]
    return Allocation(tuple(lines), True)


def _costs(teams: Sequence[Wishes], briefs: Sequence[Brief]) -> Floats:
    """Return how many places below its first choice each brief is for each team."""
    place = {brief.id: at for at, brief in enumerate(briefs)}
    cost = np.empty((len(teams), len(briefs)))
    for row, team in enumerate(teams):
        cost[row] = len(team.ranking)
        for rank, brief in enumerate(team.ranking):
            if brief in place:
                cost[row, place[brief]] = rank
    return cost


def _assign(teams: Sequence[Wishes], briefs: Sequence[Brief], cost: Floats) -> list[int]:
    """Return the place of the brief of each team; each brief is a column as often as it has places."""
    squares = float((cost.max(axis=1) ** 2).sum())
    whole = cost * (squares + 1) + cost**2
    for row, team in enumerate(teams):
        if team.locked:
            wanted = [brief.id == team.locked for brief in briefs]
            whole[row, ~np.array(wanted)] = NEVER
    columns = np.repeat(np.arange(len(briefs)), [min(brief.places, len(teams)) for brief in briefs])
    _rows, chosen = linear_sum_assignment(whole[:, columns])
    return [int(at) for at in columns[chosen]]


def _reasons(teams: Sequence[Wishes], briefs: Sequence[Brief], cost: Floats, held: Sequence[int]) -> list[Sentence]:
    """Return for each team what it got and, below its first choice, who has that and what it would cost others."""
    place = {brief.id: at for at, brief in enumerate(briefs)}
    apart = _chains(teams, len(briefs), cost, held)
    count = np.bincount(held, minlength=len(briefs))
    spare = np.array([brief.places for brief in briefs]) > count
    holders: list[list[str]] = [[] for _brief in briefs]
    for team, at in zip(teams, held, strict=True):
        holders[at].append(team.name)
    said = []
    for team, at in zip(teams, held, strict=True):
        first = place.get(team.ranking[0]) if team.ranking else None
        ends = spare.copy()
        ends[at] = True
        price = float(apart[first, ends].min()) if first is not None else NEVER
        said.append(_sentence(team, briefs[at].id, [] if first is None else sorted(holders[first]), price))
    return said


def _chains(teams: Sequence[Wishes], briefs: int, cost: Floats, held: Sequence[int]) -> Floats:
    """Return what it costs in all to free a place in one brief by filling one in another, along any chain of teams."""
    apart = np.full((briefs, briefs), NEVER)
    for row, at in enumerate(held):
        if not teams[row].locked:
            apart[at] = np.minimum(apart[at], cost[row] - cost[row, at])
    np.fill_diagonal(apart, 0)
    # The allocation is the best there is, so no chain in a ring costs less than nothing.
    for middle in range(briefs):
        apart = np.minimum(apart, apart[:, middle, None] + apart[None, middle, :])
    return apart


def _sentence(team: Wishes, brief: str, holders: Sequence[str], price: float) -> Sentence:
    if team.locked:
        return say(_("%(got)s; an organiser set it."), got=got(team, brief))
    if not team.ranking or team.ranking[0] == brief:
        return say(_("%(got)s."), got=got(team, brief))
    if not holders:
        return say(_("%(got)s; its 1st is not offered."), got=got(team, brief))
    names = ", ".join(holders[:MOST_NAMED]) + ("" if len(holders) <= MOST_NAMED else " …")
    if price >= NEVER / 2:
        return say(_("%(got)s; its 1st went to %(names)s, as an organiser set it."), got=got(team, brief), names=names)
    words = _(
        "%(got)s; its 1st went to %(names)s, because giving it to %(team)s would cost others %(price)d places in all."
    )
    if price == 1:
        words = _("%(got)s; its 1st went to %(names)s, because giving it to %(team)s would cost others 1 place in all.")
    return say(words, got=got(team, brief), names=names, team=team.name, price=int(price))
