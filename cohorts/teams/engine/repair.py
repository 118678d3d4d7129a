"""Mending teams after somebody left or joined: how much better they get the more people move; heavy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cohorts.teams.engine.annealing import chain_of, first_topics, run_chains
from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.kernels.layout import GROUP, HOME, MOVED_PRICE, SIDE, TOPICS, Ints
from cohorts.teams.engine.native import call
from cohorts.teams.engine.problem import UNITS, Problem
from cohorts.teams.engine.result import Score
from cohorts.teams.engine.score import score
from cohorts.teams.engine.sizes import side_range
from cohorts.teams.engine.solve import Disagreement, topics_of
from cohorts.teams.engine.split import Found, best_of, part_of, state_of
from cohorts.teams.engine.standing import as_it_stands
from cohorts.teams.engine.tables import Model, model_of
from cohorts.teams.engine.verify import verify

# The points on the curve, and how far they are worked out one move at a time.
STOPS, STEPPED = (0, 1, 2, 4, 8, 16), 8
# Prices in points for each person moved, by which longer ways are looked for.
PRICES = (6.0, 3.0, 1.5, 0.75)
PROPOSALS_A_PERSON, MOST_PROPOSALS = 2_000, 500_000
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


class NoOpenTeam(ValueError):
    """Somebody is in no team, and every team is frozen."""


def repair_curve(
    problem: Problem,
    *,
    seed: int = 1,
    stops: Sequence[int] = STOPS,
    topics: Mapping[int, str] | None = None,
    workers: int = 1,
) -> tuple[Step, ...]:
    """Return the best split found for nobody moved but the gap, one person, two, four ...; each better than the last.

    The problem's people are those there are now, and its current teams those of before: newcomers have none. Every
    team has somebody, or there are newcomers enough to fill it. Teams keep the topics they have, where all are told.
    """
    standing = as_it_stands(problem)
    model = _wide_enough(model_of(standing))
    kept = _kept_topics(standing, topics or {})
    if kept:
        model = _changed_constant(model, TOPICS, 1)
    today = _today(model, kept)
    found = _stepped(model, today)
    for one in _annealed(model, found[max(found)], seed, workers):
        _note(model, found, one)
    return tuple(_step(model, one) for one in _ever_better(found, stops))


def _ever_better(found: Mapping[int, Found], stops: Sequence[int]) -> list[Found]:
    """Return the best split up to each stop, if it is better than those before; of equals the one that moves fewest."""
    kept: list[Found] = []
    for stop in stops:
        best = min((found[moved] for moved in sorted(found) if moved <= stop), key=lambda one: (one.broken, one.units))
        if not kept or (best.broken, best.units) < (kept[-1].broken, kept[-1].units):
            kept.append(best)
    # Where rules are still broken at the last stop, what keeps most of them comes after it, however many it moves.
    lawful = min(sorted(found), key=lambda moved: (found[moved].broken, moved))
    return [*kept, found[lawful]] if found[lawful].broken < kept[-1].broken else kept


def _wide_enough(model: Model) -> Model:
    """Return the model with room for the largest team there is today and everybody who is new in it."""
    rules, homes = model.problem.rules, model.tables.facts[:, HOME]
    new = int(np.count_nonzero(homes < 0))
    widest = int(np.bincount(homes[homes >= 0], minlength=1).max()) + new
    of_side = int(model.tables.facts[:, SIDE].sum())
    more = range(model.tables.mix.shape[0], widest + model.tables.mix.shape[0])
    rows = [side_range(rules.mix_within, of_side, model.people, size) for size in more]
    mix: Ints = np.concatenate([model.tables.mix, np.array(rows, dtype=np.int64).reshape(len(rows), 2)])
    return replace(model, tables=model.tables._replace(mix=mix))


def _changed_constant(model: Model, place: int, value: int) -> Model:
    constants = model.tables.constants.copy()
    constants[place] = value
    return replace(model, tables=model.tables._replace(constants=constants))


def _kept_topics(problem: Problem, topics: Mapping[int, str]) -> list[int]:
    """Return each team's topic by its place; nothing where wishes do not count, or the topics told cannot be kept."""
    places = {topic.id: place for place, topic in enumerate(problem.topics)}
    taken = Counter(topics.values())
    fits = all(taken[topic.id] <= topic.places for topic in problem.topics)
    told = [places.get(topics.get(number, ""), -1) for number in range(1, (problem.rules.team_count or 0) + 1)]
    return told if problem.weights.topic_rank and fits and min(told, default=-1) >= 0 else []


def _today(model: Model, kept: Sequence[int]) -> Found:
    """Return the current teams, newcomers with those they are kept together with, else in the smallest open team."""
    team = [int(home) for home in model.tables.facts[:, HOME]]
    frozen = set(model.problem.rules.frozen_teams)
    is_open = [number for number in range(model.teams) if number + 1 not in frozen]
    for person in [person for person in range(model.people) if team[person] < 0]:
        if team[person] < 0:
            group = np.flatnonzero(model.tables.facts[:, GROUP] == model.tables.facts[person, GROUP])
            homes = [team[other] for other in group if team[other] >= 0]
            if not homes and not is_open:
                raise NoOpenTeam("Somebody is in no team, and every team is frozen.")
            home = homes[0] if homes else min(is_open, key=lambda number: (team.count(number), number))
            for other in group:
                team[other] = home
    return best_of(state_of(model, team, kept or first_topics(model, team)))


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


def _annealed(model: Model, start: Found, seed: int, workers: int) -> list[Found]:
    """Return the splits met by short annealings side by side, in each of which a person moved has another price."""
    length = min(MOST_PROPOSALS, PROPOSALS_A_PERSON * model.people)
    chains = [
        chain_of(
            _changed_constant(model, MOVED_PRICE, round(price * UNITS)), start, (seed, number), length, mixed=False
        )
        for number, price in enumerate(PRICES)
    ]
    run_chains(chains, Budget(length * len(chains), workers=workers), lambda found: None)
    met = [best_of(chain.state) for chain in chains]
    return [best_of(state_of(model, one.team, one.topic)) for one in met]


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
