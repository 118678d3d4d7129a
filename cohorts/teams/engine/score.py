"""What a split costs, in whole units: plain Python, the independent judge of every engine's result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from cohorts.teams.engine.problem import Person, Problem
from cohorts.teams.engine.result import Reason, Score, TeamScore
from cohorts.teams.engine.rules import team_violations
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.sizes import team_sizes
from core.sentence import noop as _
from core.sentence import say


def score(problem: Problem, assignment: Mapping[str, int]) -> Score:
    """Return what every team costs and every rule that the split breaks."""
    scale = scale_of(problem)
    teams: dict[int, list[str]] = {number: [] for number in team_sizes(problem)}
    for person in problem.people:
        if assignment.get(person.id) in teams:
            teams[assignment[person.id]].append(person.id)
    scores = tuple(
        TeamScore(number, tuple(members), team_units(scale, members, number)) for number, members in teams.items()
    )
    found = [pair for number, members in teams.items() for pair in team_violations(scale, members, number)]
    found += [_unplaced(person) for person in problem.people if assignment.get(person.id) not in teams]
    return Score(scores, tuple(reason for reason, _amount in found), sum(amount for _reason, amount in found))


def _unplaced(person: Person) -> tuple[Reason, int]:
    sentence = say(_("%(person)s is in no team."), person=person.shown)
    return Reason("UNPLACED", sentence, people=(person.id,)), 1


def team_units(scale: Scale, members: Sequence[str], number: int) -> dict[str, int]:
    """Return what each criterion costs in a team of these members, in units."""
    problem, weights = scale.problem, scale.problem.weights
    people = [scale.people[member] for member in members]
    if not people:
        return {}
    gaps = [abs(sum(column)) for column in zip(*(scale.skill_gaps[member] for member in members), strict=True)]
    hours = common_hours(people)
    return {
        "skill_balance": weights.skill_balance // 100 * sum(gaps),
        "experience_balance": weights.experience_balance
        // 100
        * abs(sum(scale.year_gaps[member] for member in members)),
        "skill_hole": weights.skill_hole * len(skill_holes(problem, people)),
        "background_repeat": weights.background_repeat * repeats([person.background for person in people]),
        "scheme_repeat": weights.scheme_repeat * repeats([person.scheme for person in people]),
        "region_repeat": weights.region_repeat * repeats([person.region for person in people]),
        "met_before": weights.met_before * sum(pair in scale.met for pair in combinations(sorted(members), 2)),
        "hours_short": weights.hours_short * max(0, problem.target_hours - hours),
        "moved": weights.moved * sum(scale.current.get(member, number) != number for member in members),
    }


def common_hours(people: Sequence[Person]) -> int:
    """Return how many hours a week all of the people have free."""
    mask = -1
    for person in people:
        mask &= person.availability
    return mask.bit_count() if people else 0


def skill_holes(problem: Problem, people: Sequence[Person]) -> tuple[int, ...]:
    """Return the places of the skills in which nobody is strong."""
    places = range(len(problem.skills))
    return tuple(place for place in places if all(person.skills[place] < problem.strong_level for person in people))


def repeats(values: Sequence[str]) -> int:
    """Return how many values repeat an earlier one; blanks repeat nothing."""
    counts = Counter(value for value in values if value)
    return sum(counts.values()) - len(counts)
