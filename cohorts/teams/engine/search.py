"""The whole search for one problem: annealing first, then exact steps, as the budget allows; heavy."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cohorts.teams.engine.annealing import Chain, chain_of, first_topics, run_chains, start_of
from cohorts.teams.engine.bounds import bound_by_criterion
from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.partition import Partition, best_partition
from cohorts.teams.engine.region import Region, is_small, region_of, walked, with_teams
from cohorts.teams.engine.split import Found, best_of, numbered_like, state_of
from cohorts.teams.engine.tables import Model
from cohorts.teams.engine.weakest import Weakest, best_with_weakest

# All of a region's lawful teams must find room in these lists: of the whole problem, and of a few teams.
WHOLE_CAPACITY, FEW_CAPACITY = 4_000_000, 600_000
# From so many teams on a longer annealing is worth more than forming a few teams at a time anew.
MANY_TEAMS = 40
# Up to so many teams are looked at as a whole.
FEW_TEAMS = 8
# Choices looked at before a proof is given up: some seconds, and a blink. Proofs that succeed look at a million or
# fewer; where many people are alike, no number would do.
STEPS_WHOLE, STEPS_FEW = 1_000_000_000, 30_000_000
# A proof is worth walking through so many teams for each proposal of the budget.
WALK_SHARE = 8
# How many proposals an exact step counts as, for each lawful team that it lists.
STEP_PRICE = 4
QUICK_A_PERSON, LEAST_QUICK = 1_500, 40_000
# The first chains of a small problem are short; each round is twice as long as the one before.
FIRST_ROUND = 300_000


@dataclass
class Search:
    """One run: the best so far, a bound that nothing can be under, and whether the two meet."""

    model: Model
    budget: Budget
    seed: int
    told: Callable[[Search], None]
    best: Found = field(init=False)
    bound: int = 0
    rounds: int = 0
    # With a split to begin with, people move only for something better, not for something as good.
    loyal: bool = False

    def __post_init__(self) -> None:
        """Begin with the first split."""
        self.best = start_of(self.model)

    @property
    def proved(self) -> bool:
        """Return whether nothing can be better."""
        return self.best.broken == 0 and self.bound >= self.best.units

    def keep(self, found: Found) -> None:
        """The split is the best so far if it is better, and the progress has been told."""
        if found.key[:2] < self.best.key[:2] or (found.key < self.best.key and not self.loyal):
            self.best = found
        self.told(self)

    def chains(self, count: int, length: int, until: float | None = None, *, mixed: bool = True) -> None:
        """So many chains were run side by side and the best kept; each with a chance of its own."""
        self.rounds += 1
        chains: list[Chain] = [
            chain_of(self.model, self.best, (self.seed, self.rounds, number), length, mixed=mixed and number > 0)
            for number in range(count)
        ]
        if len(chains[0].part.movers):
            self.keep(run_chains(chains, self.budget, self.keep, until))

    def begin_with(self, split: Mapping[str, int] | None, topics: Mapping[int, str] | None = None) -> None:
        """A split by all the rules, met elsewhere, is the best so far unless there is a better one."""
        if split is not None:
            team = [split[member] - 1 for member in self.model.ids]
            given = self._topics(topics or {}) or first_topics(self.model, team)
            self.keep(best_of(state_of(self.model, team, given)))

    def number_like(self, split: Mapping[str, int]) -> None:
        """The best has its teams numbered so that as few people as can be are in another team than in the split."""
        number_of = numbered_like(self.model, self.best, [split.get(member, 0) - 1 for member in self.model.ids])
        team = [number_of[number] for number in self.best.team]
        topic = list(self.best.topic)
        for number, given in enumerate(self.best.topic):
            topic[number_of[number]] = given
        found = best_of(state_of(self.model, team, topic))
        if found.key[:2] <= self.best.key[:2]:
            self.best = found

    def _topics(self, topics: Mapping[int, str]) -> list[int]:
        """Return each team's topic by its place in the list; nothing where one is missing or has no room."""
        places = {topic.id: place for place, topic in enumerate(self.model.problem.topics)}
        given = [places.get(topics.get(number, ""), -1) for number in range(1, self.model.teams + 1)]
        room = self.model.tables.room
        fits = all(place >= 0 and given.count(place) <= room[place] for place in given)
        return given if fits else []

    def quick(self) -> None:
        """There is a first good split, soon."""
        self.chains(2, max(LEAST_QUICK, QUICK_A_PERSON * self.model.people))

    def exact(self, region: Region, capacity: int, steps: int, over: Callable[[], bool]) -> int | None:
        """The region's teams were formed anew if that is better; return a bound for them, if one was found."""
        now = self.soft_of(region.teams)
        found = best_partition(region, now, capacity=capacity, steps=steps, over=over)
        return self._taken(region, found)

    def exact_in_all(self, region: Region, over: Callable[[], bool]) -> int | None:
        """The same for all teams, the price of the one with most points counted in."""
        price, apart = self.model.problem.weights.weakest_team, self.soft_of(self.apart_from(region))
        weakest = Weakest(price, max(apart, default=0))
        total = self.best.units - sum(apart)
        found = best_with_weakest(
            region, self.soft_of(region.teams), total, weakest, capacity=WHOLE_CAPACITY, steps=STEPS_WHOLE, over=over
        )
        return self._taken(region, found)

    def soft_of(self, teams: Sequence[int]) -> list[int]:
        """Return what each of the teams costs in the best so far."""
        state = state_of(self.model, self.best.team, self.best.topic)
        return [int(state.soft[number]) for number in teams]

    def apart_from(self, region: Region) -> list[int]:
        """Return the teams outside the region."""
        return [number for number in range(self.model.teams) if number not in region.teams]

    def _taken(self, region: Region, found: Partition | None) -> int | None:
        """The partition is the best so far if it is one; return its bound."""
        if found is None:
            return None
        if found.masks:
            better = with_teams(region, found.masks, found.topics, 0)
            self.keep(best_of(state_of(self.model, better.team, better.topic)))
        return found.bound

    def may_be_exact(self) -> bool:
        """Return whether the whole problem is small enough to prove something about."""
        return self.model.teams <= FEW_TEAMS and is_small(self.whole())

    def whole(self) -> Region:
        """Return all teams that people may enter and leave as one region."""
        frozen = self.model.problem.rules.frozen_teams
        return region_of(self.model, self.best, [one for one in range(self.model.teams) if one + 1 not in frozen])


def run(search: Search) -> None:
    """The search, after its quick start, has spent its budget, or has proved that nothing is better."""
    if search.best.broken == 0 and search.may_be_exact():
        _small(search)
    else:
        _large(search)


def _small(search: Search) -> None:
    """Anneal a little more, then look at everything; what is left of the budget goes to longer chains."""
    budget = search.budget
    until = time.monotonic() + min(1.0, 0.05 * budget.left()) if budget.timed else None
    search.chains(2, min(FIRST_ROUND, max(1, budget.proposals // 8)), until)
    _prove(search)
    length, before = FIRST_ROUND, -1
    while not (search.proved or budget.is_over()) and budget.spent > before:
        before = budget.spent
        search.chains(2, length)
        _few_at_a_time(search, rounds=4, size=5)
        length *= 2


def _prove(search: Search) -> None:
    """Everything has been looked at, if that is worth the budget; then the best is proved, or has a bound."""
    budget, region = search.budget, search.whole()
    apart = search.apart_from(region)
    # Teams that keep their people could still exchange topics with others.
    if not region.teams or (apart and region.room):
        return
    if budget.stopped or walked(region) > WALK_SHARE * budget.proposals or budget.left() <= 0:
        return
    # The proof is beyond the budget of proposals: it costs the same however many there were.
    over = budget.is_over if budget.timed else budget.is_stopped
    if search.model.problem.weights.weakest_team:
        bound = search.exact_in_all(region, over)
    else:
        bound = search.exact(region, WHOLE_CAPACITY, STEPS_WHOLE, over)
    if bound is not None:
        search.bound = max(search.bound, bound + sum(search.soft_of(apart)))


def _large(search: Search) -> None:
    """Anneal for most of the budget, then form a few teams at a time anew."""
    budget = search.budget
    search.bound = sum(bound_by_criterion(search.model).values())
    share = 0.8 if search.model.teams < MANY_TEAMS else 0.95
    until = time.monotonic() + share * budget.left() if budget.timed else None
    length = FIRST_ROUND if budget.timed else int(0.4 * (budget.proposals - budget.spent))
    search.chains(2, max(1, length), until)
    before = -1
    while not budget.is_over() and budget.spent > before:
        before = budget.spent
        _few_at_a_time(search, rounds=10, size=5)
        if budget.spent == before:
            search.chains(2, 50 * LEAST_QUICK)


def _few_at_a_time(search: Search, rounds: int, size: int) -> None:
    """Some regions of a few teams were formed anew."""
    chance = np.random.Generator(np.random.PCG64([search.seed, search.rounds, 1]))
    search.rounds += 1
    if len(search.model.problem.rules.frozen_teams) >= search.model.teams:
        return
    for _round in range(rounds):
        if search.budget.is_over() or search.best.broken:
            return
        region = region_of(search.model, search.best, _chosen(search, chance, size))
        if is_small(region):
            search.exact(region, FEW_CAPACITY, STEPS_FEW, search.budget.is_over)
            search.budget.spent += STEP_PRICE * 100_000


def _chosen(search: Search, chance: np.random.Generator, size: int) -> list[int]:
    """Return some teams: around a bad one, those with its topic first, then at random."""
    model = search.model
    frozen = model.problem.rules.frozen_teams
    teams = [number for number in range(model.teams) if number + 1 not in frozen]
    state = state_of(model, search.best.team, search.best.topic)
    order = [teams[place] for place in chance.permutation(len(teams))]
    centre = max(order[:3], key=lambda number: int(state.soft[number]))
    near = [number for number in order if number != centre and search.best.topic[number] == search.best.topic[centre]]
    others = [number for number in order if number != centre and number not in near]
    wanted = size - 1
    return [centre, *near[: wanted // 2], *others][: wanted + 1]
