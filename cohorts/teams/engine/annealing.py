"""Annealing with restarts on several threads; heavy. The answer does not depend on how many threads there are."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.kernels.layout import GROUP, Ints, Part, State
from cohorts.teams.engine.native import call
from cohorts.teams.engine.problem import UNITS
from cohorts.teams.engine.split import Found, best_of, part_of, state_of
from cohorts.teams.engine.start import first_split
from cohorts.teams.engine.tables import Model

# Hotter starts are wasted, and colder ends gain nothing (docs/benchmarks-teams.md).
HOT, COLD = 2.0, 0.4
# A broken rule costs so many points: more where rules stay broken, less where all are kept.
HARD_LEAST, HARD_FIRST, HARD_MOST = 8.0, 15.0, 400.0
MOST_SLICES, LEAST_SLICE = 100, 3_000
# At its end a chain goes on from its best, and takes only what is better, for this share of its proposals.
DESCENT = 0.04

Told = Callable[[Found], None]


@dataclass
class Chain:
    """One annealing from hot to cold, a slice at a time."""

    model: Model
    state: State
    part: Part
    length: int
    hot: float = HOT
    hard: float = HARD_FIRST

    def slice(self, share: float, upto: float, count: int) -> None:
        """So many proposals of the schedule from one share to the other were made."""
        cooling = COLD / self.hot
        heats = [self.hot * cooling ** min(1.0, at / (1 - DESCENT)) for at in (share, upto)]
        if share >= 1 - DESCENT:
            heats = [0.0, 0.0]
        self._run(count, heats)
        broken = int(self.state.totals[1])
        self.hard = min(self.hard * 1.3, HARD_MOST) if broken else max(self.hard * 0.97, HARD_LEAST)

    def _run(self, count: int, heats: Sequence[float]) -> None:
        if not len(self.part.movers):
            return
        settings: Ints = np.array(
            [count, *(round(heat * UNITS) for heat in heats), round(self.hard * UNITS), 1, 1, 1], dtype=np.int64
        )
        call("anneal", *self.model.tables, *self.state, *self.part, settings)


def start_of(model: Model) -> Found:
    """Return the first split, current teams kept, with a topic for each team."""
    split = first_split(model.problem)
    team = [split[member] - 1 for member in model.ids]
    state = state_of(model, team, first_topics(model, team))
    return best_of(state)


def first_topics(model: Model, team: Sequence[int]) -> list[int]:
    """Return for each team in turn the cheapest topic with room."""
    room = list(model.tables.room) or [model.teams]
    costs: Ints = np.zeros((model.teams, len(room)), dtype=np.int64)
    np.add.at(costs, np.array(team), model.tables.ranks[:, : len(room)])
    given = []
    for prices in costs:
        topic = min(range(len(room)), key=lambda one: (room[one] <= 0, prices[one], one))
        room[topic] -= 1
        given.append(topic)
    return given


def chain_of(model: Model, start: Found, seed: Sequence[int], length: int, *, mixed: bool) -> Chain:
    """Return a chain from the split, or from one with everybody free dealt out anew."""
    part = part_of(model, seed)
    team = list(start.team)
    if mixed:
        chance = np.random.Generator(np.random.PCG64(list(seed)))
        groups = model.tables.group_start
        single = [
            p
            for p in part.movers
            if groups[model.tables.facts[p, GROUP] + 1] - groups[model.tables.facts[p, GROUP]] == 1
        ]
        for person, place in zip(single, chance.permutation([team[p] for p in single]), strict=True):
            team[person] = int(place)
    return Chain(model, state_of(model, team, start.topic), part, length)


def run_chains(chains: Sequence[Chain], budget: Budget, told: Told, until: float | None = None) -> Found:
    """Return the best split of all chains, run side by side a slice at a time; with a moment, cooled by the clock."""
    clock = Clock(until, max(chain.length for chain in chains))
    share, best = 0.0, min((best_of(chain.state) for chain in chains), key=lambda found: found.key)
    with ThreadPoolExecutor(max(1, budget.workers)) as pool:
        # One chain needs no thread of its own.
        side_by_side = pool.map if len(chains) > 1 and budget.workers > 1 else map
        while share < 1 and not budget.is_over():
            upto = clock.next(share)
            count = -(-budget.may_spend(clock.count * len(chains)) // len(chains))
            list(side_by_side(partial(_slice, share, upto, count), chains))
            clock.tick()
            budget.spent += count * len(chains)
            best = min((best_of(chain.state) for chain in chains), key=lambda found: found.key)
            told(best)
            if upto >= 1 - DESCENT > share:
                _return_to_best(chains)
            share = upto
    return best


def _slice(share: float, upto: float, count: int, chain: Chain) -> None:
    chain.slice(share, upto, count)


class Clock:
    """Says how far the cooling shall go next: by even steps, or by how much of the time has passed."""

    def __init__(self, until: float | None, length: int) -> None:
        """Start the time now."""
        self.until, self.begun = until, time.monotonic()
        self.slices = MOST_SLICES if until else max(5, min(MOST_SLICES, length // LEAST_SLICE))
        self.last, self.count = self.begun, max(1, -(-length // self.slices))

    def next(self, share: float) -> float:
        """Return the share of the schedule that shall be reached next."""
        even = min(1.0, share + 1 / self.slices + 1e-9)
        if self.until is None or self.until <= self.begun:
            return even
        return min(1.0, max(even, (time.monotonic() - self.begun) / (self.until - self.begun)))

    def tick(self) -> None:
        """A slice was made; the next is as long as the clock allows."""
        if self.until is not None:
            now = time.monotonic()
            wanted = max((self.until - self.begun) / self.slices, 0.001)
            self.count = max(1, round(self.count * min(2.0, max(0.5, wanted / max(now - self.last, 1e-6)))))
            self.last = now


def _return_to_best(chains: Sequence[Chain]) -> None:
    for chain in chains:
        best = best_of(chain.state)
        chain.state = state_of(chain.model, best.team, best.topic)
