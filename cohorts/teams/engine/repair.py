"""Mending teams after somebody left or joined: how much better they get the more people move; heavy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cohorts.teams.engine.annealing import chain_of, first_topics, run_chains
from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.kernels.layout import HOME, MOVED_PRICE, Ints, Tables
from cohorts.teams.engine.native import call
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.result import Score
from cohorts.teams.engine.score import score
from cohorts.teams.engine.solve import Disagreement, topics_of
from cohorts.teams.engine.split import Found, best_of, part_of, state_of
from cohorts.teams.engine.tables import Model, model_of
from cohorts.teams.engine.verify import verify

# The points on the curve, and how far they are worked out one move at a time.
STOPS, STEPPED = (0, 1, 2, 4, 8, 16), 8
# Prices in points for each person moved, by which longer ways are looked for.
PRICES = (6.0, 3.0, 1.5, 0.75)
PROPOSALS_A_PERSON, MOST_PROPOSALS = 2_000, 600_000
HARD = 1_000_000 * UNITS
WORSE = 1 << 50
Move = tuple[str, int, int]


@dataclass(frozen=True)
class Step:
    """One point of the curve: who moves from which team to which, and what comes of it."""

    moved: int
    moves: tuple[Move, ...]
    assignment: dict[str, int]
    topics: dict[int, str]
    score: Score

    @property
    def points(self) -> float:
        """Return the points of the teams."""
        return self.score.points

    @property
    def keeps_rules(self) -> bool:
        """Return whether no rule is broken."""
        return self.score.broken == 0


def repair_curve(problem: Problem, *, seed: int = 1, stops: Sequence[int] = STOPS) -> tuple[Step, ...]:
    """Return the best split found for nobody moved but the gap, one person, two, four ...; each better than the last.

    The problem's people are those there are now, and its current teams those of before: newcomers have none.
    """
    model = model_of(_as_it_stands(problem))
    found = _stepped(model, _today(model))
    for number, price in enumerate(PRICES):
        _note(model, found, _annealed(model, found[max(found)], price, (seed, number)))
    steps: list[Step] = []
    for stop in stops:
        best = min((found[moved] for moved in found if moved <= stop), key=lambda one: one.key)
        if not steps or (best.broken, best.units) < (steps[-1].score.broken, steps[-1].score.total):
            steps.append(_step(model, best))
    return tuple(steps)


def _as_it_stands(problem: Problem) -> Problem:
    """Return the problem with the teams that there are, and moves without a price."""
    count = max((team for _member, team in problem.current), default=1)
    rules = replace(problem.rules, team_count=max(count, problem.rules.team_count or 0), even_sizes=False)
    if problem.rules.team_count is not None and problem.rules.even_sizes:
        small = len(problem.people) // count
        larger = small + (len(problem.people) % count > 0)
        rules = replace(rules, size_min=max(rules.size_min, small), size_max=min(rules.size_max, larger))
    return replace(problem, rules=rules, weights=replace(problem.weights, moved=0))


def _today(model: Model) -> Found:
    """Return the current teams, newcomers in the smallest ones."""
    team = [int(home) for home in model.tables.facts[:, HOME]]
    sizes = [team.count(number) for number in range(model.teams)]
    for person in range(model.people):
        if team[person] < 0:
            team[person] = model.locked.get(person, min(range(model.teams), key=lambda number: (sizes[number], number)))
            sizes[team[person]] += 1
    return best_of(state_of(model, team, first_topics(model, team)))


def moved_in(model: Model, found: Found) -> int:
    """Return how many people are away from their current teams."""
    homes = model.tables.facts[:, HOME]
    return int(np.count_nonzero((homes >= 0) & (homes != np.array(found.team))))


def _stepped(model: Model, today: Found) -> dict[int, Found]:
    """Return the best splits by moves, each made of an earlier one by moving one person more or exchanging two."""
    found = {0: _settled(model, today)}
    for moved in range(1, STEPPED + 1):
        for before in (moved - 1, moved - 2):
            if before in found:
                _note(model, found, _changed(model, found[before], moved - before))
    return found


def _note(model: Model, found: dict[int, Found], one: Found | None) -> None:
    if one is not None:
        moved = moved_in(model, one)
        found[moved] = min(found.get(moved, one), one, key=lambda each: each.key)


def _settled(model: Model, found: Found) -> Found:
    """Return the split with newcomers where they are best, nobody else moved."""
    while (better := _changed(model, found, 0)) is not None and better.key < found.key:
        found = better
    return found


def _changed(model: Model, found: Found, allowed: int) -> Found | None:
    """Return the split after the best single change that moves at most so many more people."""
    state = state_of(model, found.team, found.topic)
    settings: Ints = np.array([HARD, allowed, WORSE], dtype=np.int64)
    made = call("best_change", *model.tables, *state, *part_of(model, (0,)), settings, np.zeros(4, dtype=np.int64))
    if not made:
        return None
    return best_of(state_of(model, state.team.tolist(), state.topic.tolist()))


def _annealed(model: Model, start: Found, price: float, seed: tuple[int, int]) -> Found:
    """Return a split met by a short annealing in which each person moved has a price."""
    constants = model.tables.constants.copy()
    constants[MOVED_PRICE] = round(price * UNITS)
    priced = replace(model, tables=Tables(constants, *model.tables[1:]))
    length = min(MOST_PROPOSALS, PROPOSALS_A_PERSON * model.people)
    chain = chain_of(priced, start, seed, length, mixed=False)
    met = run_chains([chain], Budget(length), lambda found: None)
    return best_of(state_of(model, met.team, met.topic))


def _step(model: Model, found: Found) -> Step:
    """Return the point of the curve, looked over by the second opinion."""
    problem = model.problem
    assignment = {member: number + 1 for member, number in zip(model.ids, found.team, strict=True)}
    topics = topics_of(problem, found.topic)
    verdict = verify(problem, assignment, topics)
    if (found.broken == 0) != (not verdict.faults) or found.units != verdict.units:
        raise Disagreement("; ".join(verdict.faults[:5]) or f"{found.units} units found, {verdict.units} counted")
    current = dict(problem.current)
    moves = tuple(
        (member, current[member], number)
        for member, number in assignment.items()
        if member in current and current[member] != number
    )
    return Step(len(moves), moves, assignment, topics, score(problem, assignment, topics))
