"""The places: by component, joint where equal, with the chances and ranges that drawing gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from challenges.judging.engine.belief import Belief, capped, drawn, grouped, places_of
from challenges.judging.engine.design import Floats
from challenges.judging.engine.links import Links


@dataclass(frozen=True)
class Standing:
    """By pitch: place, chances and range of places in its component. Groups are in the order that is shown."""

    components: list[list[int]]
    component: list[int]
    ties: list[list[int]]
    rank: list[int]
    first: list[float]
    top3: list[float]
    low: list[int]
    high: list[int]

    @property
    def order(self) -> list[int]:
        """All pitches, component by component, best first."""
        return [at for group in self.components for at in group]


def standing_of(belief: Belief, links: Links, chances: Floats, seed: int) -> Standing:
    """Return the places; `chances` of equal pitches become one half."""
    ids = belief.fit.design.pitches
    groups = _components(links, ids)
    count = len(ids)
    standing = Standing([], [0] * count, [], [0] * count, [1.0] * count, [1.0] * count, [1] * count, [1] * count)
    draws = drawn(belief, seed)
    for number, members in enumerate(groups):
        ties = _ties(belief.centre, members, ids)
        for tie in ties:
            chances[np.ix_(tie, tie)] = 0.5
        order = [at for tie in ties for at in tie]
        standing.components.append(order)
        standing.ties.extend(ties)
        place = 1
        for tie in ties:
            for at in tie:
                standing.rank[at], standing.component[at] = place, number
            place += len(tie)
        _draw(standing, draws, order, chances)
    return standing


def _components(links: Links, ids: Sequence[str]) -> list[list[int]]:
    """Return the pitches of each component, the largest first, then by id."""
    groups: list[list[int]] = [[] for _ in range(links.count)]
    for at, number in enumerate(links.component):
        groups[number].append(at)
    return sorted(groups, key=lambda group: (-len(group), min(ids[at] for at in group)))


def _ties(scores: Floats, members: Sequence[int], ids: Sequence[str]) -> list[list[int]]:
    """Return the members, best first, equal ones together and by id."""
    groups = grouped([float(scores[at]) for at in members])
    return [sorted((members[at] for at in group), key=lambda at: ids[at]) for group in groups]


def _draw(standing: Standing, draws: Floats, order: list[int], chances: Floats) -> None:
    """Fill in what the draws say of these pitches; no chance to win is above that of beating one of the others."""
    if len(order) < 2:
        return
    found = places_of(draws[:, order])
    # The chance of the lower one is one minus that of the higher one, to the last digit.
    above = np.triu(chances[np.ix_(order, order)], 1)
    among = above + np.tril(1 - above.T, -1) + np.eye(len(order))
    first = capped(found.first, among.min(axis=1))
    for at, pitch in enumerate(order):
        standing.first[pitch] = float(first[at])
        standing.top3[pitch] = float(min(max(found.top3[at], first[at]), 1.0))
        standing.low[pitch] = min(int(found.low[at]), standing.rank[pitch])
        standing.high[pitch] = max(int(found.high[at]), standing.rank[pitch])
