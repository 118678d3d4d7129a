"""What each criterion costs the others: the same teams formed anew without it; heavy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cohorts.teams.engine.problem import CRITERIA, UNITS, Problem
from cohorts.teams.engine.result import Formation, Status
from cohorts.teams.engine.score import score
from cohorts.teams.engine.solve import form_teams

PROPOSALS_A_PERSON = 4_000

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class LevelCost:
    """One criterion: what the others would gain without it, each in points, and what it would lose itself.

    `first_choices` is how many more people would get the topic that they wish for most.
    """

    criterion: str
    gained: Mapping[str, float]
    lost: float
    first_choices: int = 0

    @property
    def points(self) -> float:
        """Return the points that all the others would gain together."""
        return sum(self.gained.values())


def cost_of_levels(
    problem: Problem, formation: Formation, *, proposals: int | None = None, tell: Tell | None = None
) -> tuple[LevelCost, ...]:
    """Return what each criterion that counts costs the others, found by forming teams without it, shortly."""
    looks = PROPOSALS_A_PERSON * len(problem.people) if proposals is None else proposals
    names = [name for name in CRITERIA if getattr(problem.weights, name)]
    found: list[LevelCost] = []
    for name in names:
        if tell:
            tell(len(found), len(names))
        found.append(_cost(problem, formation, name, looks))
    return tuple(found)


def _cost(problem: Problem, formation: Formation, name: str, proposals: int) -> LevelCost:
    without = replace(problem, weights=replace(problem.weights, **{name: 0}))
    other = form_teams(without, seed=formation.seed, proposals=proposals)
    full = score(problem, other.assignment, other.topics or None)
    # Teams that are better with the criterion too are no price of it: these here can be improved, that is all.
    if other.status is not Status.FEASIBLE or full.total < formation.score.total:
        return LevelCost(name, {}, 0)
    units, now = other.score.by_criterion, formation.score.by_criterion
    gained = {
        one: (now[one] - units.get(one, 0)) / UNITS for one in now if one != name and now[one] != units.get(one, 0)
    }
    more = first_choices(problem, other) - first_choices(problem, formation) if other.topics else 0
    return LevelCost(name, gained, (full.by_criterion.get(name, 0) - now.get(name, 0)) / UNITS, more)


def first_choices(problem: Problem, formation: Formation) -> int:
    """Return how many people are in a team whose topic they wish for most."""
    wishes = {person.id: person.topics[:1] for person in problem.people}
    return sum(wishes[person] == (formation.topics.get(team),) for person, team in formation.assignment.items())
