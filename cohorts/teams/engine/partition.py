"""The best partition into listed teams, or the best met with a bound: duals, then exhaustive search; heavy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from cohorts.teams.engine.kernels.layout import Ints
from cohorts.teams.engine.native import call
from cohorts.teams.engine.region import FAR, Region, listed_teams

ROUNDS, MOST_CHOICES = 80, 300_000
# How many teams the programme learns in a round: of all and of each person, out of so many that come near.
COLUMNS_A_ROUND, COLUMNS_A_PERSON, NEAR = 300, 8, 6_000
# The duals of the programme swing; going part of the way from the best ones so far takes fewer rounds.
SMOOTH = 0.5
# A gap this small, in units, is closed by the search that follows.
CLOSE = 4
# How many listed teams are looked at in one piece where each takes a row of numbers.
A_TIME = 200_000
Over = Callable[[], bool]


@dataclass
class Duals:
    """What each person and each topic's room is worth, and the bound and excesses that follow."""

    worth: Ints
    fees: Ints
    base: int
    excess: Ints
    topic: Ints


@dataclass
class Lists:
    """All lawful teams of a region, and what each topic costs each of its people."""

    region: Region
    mask: Ints
    cost: Ints
    # Teams that cost more than this with their topic are no choice.
    limit: int = FAR
    ranks: Ints = field(init=False)
    room: Ints = field(init=False)

    def __post_init__(self) -> None:
        """Look the topics up once."""
        self.ranks = self.region.ranks
        self.room = np.array(self.region.room or [len(self.region.teams)], dtype=np.int64)

    def within(self, limit: int) -> Lists:
        """Return the teams that cost no more than the limit with the topic that costs them least."""
        least = [
            self.cost[at : at + A_TIME] + (self.members(self.mask[at : at + A_TIME]) @ self.ranks).min(axis=1)
            for at in range(0, len(self.mask), A_TIME)
        ]
        kept = np.flatnonzero(np.concatenate(least) <= limit) if least else np.zeros(0, dtype=np.int64)
        return Lists(self.region, self.mask[kept], self.cost[kept], limit)

    @property
    def teams(self) -> int:
        """Return how many teams to form."""
        return len(self.region.teams)

    def members(self, masks: Ints) -> Ints:
        """Return a row of ones and noughts for each mask."""
        return (masks[:, None] >> np.arange(len(self.region.people))) & 1

    def duals(self, worth: Ints, fees: Ints) -> Duals:
        """Return the bound that such worths and fees give: exact, as they are whole numbers."""
        table = np.ascontiguousarray((self.ranks - worth[:, None]).T)
        excess, topic = np.empty_like(self.mask), np.empty_like(self.mask)
        least = call("price_all", self.mask, self.cost, table, fees, excess, topic)
        base = int(worth.sum()) - int(fees @ self.room) + self.teams * least
        return Duals(worth, fees, base, excess - least, topic)


@dataclass(frozen=True)
class Partition:
    """What was found: the cost, the teams and their topics, and a bound that no partition is under."""

    cost: int
    masks: tuple[int, ...]
    topics: tuple[int, ...]
    bound: int


@dataclass
class Columns:
    """The teams that the linear programme knows, each with a topic."""

    lists: Lists
    masks: Ints
    topics: Ints
    costs: Ints

    def add(self, masks: Ints, topics: Ints, costs: Ints) -> None:
        """The programme knows these too, each once."""
        both = np.stack([np.concatenate([self.masks, masks]), np.concatenate([self.topics, topics])])
        _rows, first = np.unique(both, axis=1, return_index=True)
        self.masks, self.topics = both[0][first], both[1][first]
        self.costs = np.concatenate([self.costs, costs])[first]

    def solved(self) -> tuple[float, Ints, Ints] | None:
        """Return the programme's value and its duals; nothing when it cannot be solved."""
        from scipy.optimize import linprog  # noqa: PLC0415 (slow to load)
        from scipy.sparse import csr_array  # noqa: PLC0415

        rows = self.lists.members(self.masks).T
        equal = np.vstack([rows, np.ones(len(self.masks), dtype=np.int64)])
        places = (self.topics == np.arange(len(self.lists.room))[:, None]).astype(np.int64)
        answer = linprog(
            self.costs,
            A_ub=csr_array(places),
            b_ub=self.lists.room,
            A_eq=csr_array(equal),
            b_eq=[*([1] * len(rows)), self.lists.teams],
            method="highs-ds",
        )
        if answer.status != 0:
            return None
        worth = np.floor(answer.eqlin.marginals[:-1]).astype(np.int64)
        return float(answer.fun), worth, np.maximum(0, np.ceil(-answer.ineqlin.marginals)).astype(np.int64)


def best_duals(lists: Lists, start: Columns, worth: Ints, most: int, over: Over) -> Duals:
    """Return duals with a high bound, by adding the teams that cost too little to the programme until none do."""
    duals = best = lists.duals(worth, np.zeros(len(lists.room), dtype=np.int64))
    share = SMOOTH
    for _round in range(ROUNDS):
        known = len(start.masks)
        _take(lists, start, duals)
        # The programme has nothing more to learn: what is left of the gap is the rounding of its duals.
        if share == 1.0 and len(start.masks) == known:
            break
        answer = start.solved()
        if answer is None or over():
            break
        value, worth, fees = answer
        share = 1.0 if value - best.base < 40 * CLOSE else SMOOTH
        worth = np.round(share * worth + (1 - share) * best.worth).astype(np.int64)
        duals = lists.duals(worth, np.round(share * fees + (1 - share) * best.fees).astype(np.int64))
        best = max(best, duals, key=lambda one: one.base)
        if best.base >= most or value - best.base < CLOSE:
            break
    return best


def _take(lists: Lists, columns: Columns, duals: Duals) -> None:
    """Add the teams that exceed their duals least, of all and for each person."""
    count = min(NEAR, len(lists.mask))
    near = np.argpartition(duals.excess, count - 1)[:count]
    near = near[np.argsort(duals.excess[near], kind="stable")]
    members = lists.members(lists.mask[near])
    picked = [near[:COLUMNS_A_ROUND]]
    picked += [near[np.flatnonzero(members[:, bit])[:COLUMNS_A_PERSON]] for bit in range(members.shape[1])]
    chosen = np.unique(np.concatenate(picked))
    columns.add(lists.mask[chosen], duals.topic[chosen], _whole_costs(lists, chosen, duals.topic[chosen]))


def _whole_costs(lists: Lists, chosen: Ints, topics: Ints) -> Ints:
    """Return what the chosen teams cost with their topics."""
    members = lists.members(lists.mask[chosen])
    wishes = (members @ lists.ranks)[np.arange(len(chosen)), topics]
    return np.asarray(lists.cost[chosen] + wishes, dtype=np.int64)


def best_partition(region: Region, now: Sequence[int], *, capacity: int, steps: int, over: Over) -> Partition | None:
    """Return the best partition of the region, or the best met with a bound; nothing when there are too many teams.

    `now` is what the region's teams cost at present: only cheaper ones are searched for.
    """
    listed = listed_teams(region, capacity)
    if listed is None or over():
        return None
    lists = Lists(region, *listed)
    units = sum(now)
    if len(lists.mask) == 0:
        return None
    columns, worth = begun(lists, now)
    duals = best_duals(lists, columns, worth, units, over)
    return searched(lists, duals, units, steps, over)


def begun(lists: Lists, now: Sequence[int]) -> tuple[Columns, Ints]:
    """Return the teams of today as columns, and each person's share of what they cost."""
    region = lists.region
    share = dict(zip(region.teams, now, strict=True))
    masks: dict[int, int] = dict.fromkeys(region.teams, 0)
    worth: Ints = np.zeros(len(region.people), dtype=np.int64)
    for bit, person in enumerate(region.people):
        masks[region.now.team[person]] |= 1 << bit
    for bit, person in enumerate(region.people):
        number = region.now.team[person]
        worth[bit] = share[number] // masks[number].bit_count()
    topics = [region.now.topic[number] if region.room else 0 for number in region.teams]
    columns = Columns(
        lists,
        np.array([masks[number] for number in region.teams], dtype=np.int64),
        np.array(topics, dtype=np.int64),
        np.array(list(now), dtype=np.int64),
    )
    return columns, worth


def searched(lists: Lists, duals: Duals, units: int, steps: int, over: Over) -> Partition:
    """Search all partitions whose teams exceed their duals by little, then by more, until a proof or no steps left."""
    best = Partition(units, (), (), min(duals.base, units))
    for share in (0.15, 0.3, 0.5, 0.75, 1.0):
        gap = best.cost - 1 - duals.base
        if gap < 0 or best.bound >= best.cost or over():
            break
        allowed = int(gap * share)
        cost, masks, topics, complete = _covered(lists, duals, allowed, best.cost, steps)
        # Every partition that exceeds by no more has been looked at.
        bound = max(best.bound, min(cost, duals.base + allowed + 1)) if complete else best.bound
        best = Partition(cost, masks, topics, bound) if masks else Partition(best.cost, best.masks, best.topics, bound)
        if not complete:
            break
    return best


def _covered(
    lists: Lists, duals: Duals, allowed: int, units: int, steps: int
) -> tuple[int, tuple[int, ...], tuple[int, ...], bool]:
    """Return the cheapest partition within the excess, if cheaper than the units, and whether all were looked at."""
    near = np.flatnonzero(duals.excess <= allowed)
    if len(near) * len(lists.room) > 4 * MOST_CHOICES:
        return units, (), (), False
    members = lists.members(lists.mask[near])
    # What each topic costs beyond the cheapest one, whose excess is known.
    prices = members @ lists.ranks + duals.fees
    excess = duals.excess[near][:, None] + prices - prices.min(axis=1, keepdims=True)
    wishes = members @ lists.ranks
    which, topic = np.nonzero((excess <= allowed) & (lists.cost[near][:, None] + wishes <= lists.limit))
    if len(which) > MOST_CHOICES:
        return units, (), (), False
    mask, over = lists.mask[near][which], excess[which, topic]
    cost = lists.cost[near][which] + wishes[which, topic]
    relabel = _rarest_first(members[which])
    return _cover(lists, (relabel(mask), mask, over, cost, topic.astype(np.int64)), duals.base, allowed, units, steps)


def _rarest_first(members: Ints) -> Callable[[Ints], Ints]:
    """Return how to renumber people, those in the fewest teams first, so that the search branches least."""
    order = np.argsort(members.sum(axis=0), kind="stable")

    def relabel(masks: Ints) -> Ints:
        bits = (masks[:, None] >> order) & 1
        return np.asarray((bits << np.arange(len(order))).sum(axis=1), dtype=np.int64)

    return relabel


def _cover(
    lists: Lists, rows: tuple[Ints, ...], base: int, allowed: int, units: int, steps: int
) -> tuple[int, tuple[int, ...], tuple[int, ...], bool]:
    people, teams = len(lists.region.people), lists.teams
    renamed, mask, over, cost, topic = rows
    lowest = np.array([(int(one) & -int(one)).bit_length() - 1 for one in renamed], dtype=np.int64)
    order = np.lexsort((mask, topic, over, lowest))
    start = np.searchsorted(lowest[order], np.arange(people + 2)).astype(np.int64)
    numbers: Ints = np.array([units, allowed, steps, base], dtype=np.int64)
    best: Ints = np.zeros(teams + 1, dtype=np.int64)
    sorted_rows = [np.ascontiguousarray(column[order]) for column in (renamed, over, cost, topic)]
    complete = call(
        "cover",
        *sorted_rows,
        start,
        lists.room.copy(),
        np.zeros(teams + 2, dtype=np.int64),
        np.zeros(teams + 2, dtype=np.int64),
        best,
        numbers,
        np.array([teams, people], dtype=np.int64),
    )
    if numbers[0] >= units:
        return units, (), (), bool(complete)
    chosen = order[best[:teams]]
    return int(numbers[0]), tuple(map(int, mask[chosen])), tuple(map(int, topic[chosen])), bool(complete)
