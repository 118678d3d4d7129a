"""The best partition where the team with most points has a price of its own: proved by lowering what a team may cost.

The partitions of least sum whose teams cost at most a limit lead down along all trades of sum against the worst team:
after each, only partitions with a lower limit can still be better in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cohorts.teams.engine.partition import Duals, Lists, Over, Partition, begun, best_duals, searched
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.engine.region import Region, listed_teams

# What a team of today costs in the linear programme where the limit forbids it: more than any answer.
FORBIDDEN = 4


@dataclass(frozen=True)
class Weakest:
    """The price of the worst team's points, and the points of the worst team outside the region."""

    price: int
    floor: int = 0

    def worth(self, most: int) -> int:
        """Return what it costs that the worst team of the region costs so much."""
        return self.price * max(most, self.floor) // UNITS

    def limit(self, room: int) -> int:
        """Return the most that a team may cost for that to cost less than the room, or -1."""
        return (room * UNITS - 1) // self.price if self.worth(0) < room else -1


def best_with_weakest(
    region: Region, now: Sequence[int], total: int, weakest: Weakest, *, capacity: int, steps: int, over: Over
) -> Partition | None:
    """Return the best partition in all, or the best met with a bound; nothing when there are too many teams.

    `now` is what the region's teams cost at present, and `total` what they cost in all: only cheaper ones count.
    """
    listed = listed_teams(region, capacity)
    if listed is None or over() or len(listed[0]) == 0:
        return None
    every = Lists(region, *listed)
    return _Descent(every, now, weakest, steps, over, Partition(total, (), (), 0)).proved()


@dataclass
class _Descent:
    """One way down the limits: the best in all so far, and what everything still to look at costs at least."""

    every: Lists
    now: Sequence[int]
    weakest: Weakest
    steps: int
    over: Over
    best: Partition

    def proved(self) -> Partition:
        """Return the best with a bound; they meet when no limit is left."""
        lists, duals = self.every, None
        while len(lists.mask):
            found, duals = self._least_sum(lists, duals)
            least = self._least_total(max(found.bound, duals.base))
            if found.masks:
                self._keep(lists, found)
            if not found.masks or found.bound < found.cost or least >= self.best.cost:
                return self._bounded(least)
            limit = self.weakest.limit(self.best.cost - found.cost)
            if limit * lists.teams < found.cost:
                break
            lists = lists.within(limit)
        return self._bounded(self.best.cost)

    def _bounded(self, least: int) -> Partition:
        return Partition(self.best.cost, self.best.masks, self.best.topics, min(self.best.cost, least))

    def _least_total(self, least_sum: int) -> int:
        """Return what any partition costs in all whose sum is no less: its worst team costs the mean or more."""
        return least_sum + self.weakest.worth(-(-least_sum // self.every.teams))

    def _room(self, least_sum: int) -> int:
        """Return the sum from which on no partition can be better in all."""
        return self.best.cost - self.weakest.worth(-(-max(least_sum, 0) // self.every.teams))

    def _least_sum(self, lists: Lists, before: Duals | None) -> tuple[Partition, Duals]:
        """Return the partition of least sum within the limit that can still be better in all, with a bound."""
        columns, worth = begun(lists, self.now)
        columns.costs = np.where(columns.costs > lists.limit, FORBIDDEN * self.best.cost, columns.costs)
        room = self._room(before.base if before else 0)
        duals = best_duals(lists, columns, before.worth if before else worth, room, self.over)
        return searched(lists, duals, self._room(duals.base), self.steps, self.over), duals

    def _keep(self, lists: Lists, found: Partition) -> None:
        """The partition is the best in all if it is."""
        total = found.cost + self.weakest.worth(max(costs_of(lists, found)))
        if total < self.best.cost:
            self.best = Partition(total, found.masks, found.topics, 0)


def costs_of(lists: Lists, found: Partition) -> list[int]:
    """Return what each team of the partition costs with its topic."""
    places = np.flatnonzero(np.isin(lists.mask, found.masks))
    cost = {int(lists.mask[place]): int(lists.cost[place]) for place in places}
    wishes = lists.members(np.array(found.masks, dtype=np.int64)) @ lists.ranks
    rows = enumerate(zip(found.masks, found.topics, strict=True))
    return [cost[mask] + int(wishes[row, topic]) for row, (mask, topic) in rows]
