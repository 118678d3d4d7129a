"""A second opinion on every result, written apart from all solvers and scorers: rule by rule over the whole split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from cohorts.teams.engine.problem import UNITS, Person, Problem

Teams = Mapping[int, list[Person]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the second opinion found: each broken rule in a few words, and the price of the whole split in units."""

    faults: tuple[str, ...]
    units: int


def verify(problem: Problem, assignment: Mapping[str, int], topics: Mapping[int, str] | None = None) -> Verdict:
    """Return every rule that the split breaks, and what it costs."""
    teams: defaultdict[int, list[Person]] = defaultdict(list)
    for person in problem.people:
        if person.id in assignment:
            teams[assignment[person.id]].append(person)
    checks = (
        _placed(problem, assignment),
        _shapes(problem, teams),
        _bonds(problem, assignment),
        _kinds(problem, teams),
    )
    faults = [fault for check in checks for fault in check]
    faults += [*_needs(problem, teams), *_places(problem, teams, topics or {})]
    return Verdict(tuple(faults), _price(problem, teams, topics or {}))


def _placed(problem: Problem, assignment: Mapping[str, int]) -> Iterator[str]:
    ids = [person.id for person in problem.people]
    if sorted(assignment) != sorted(ids):
        yield "not everybody is in exactly one team"
    count = problem.rules.team_count
    numbers = set(assignment.values())
    if numbers != set(range(1, (count or max(numbers, default=0)) + 1)):
        yield "a team is missing or unknown"


def _shapes(problem: Problem, teams: Teams) -> Iterator[str]:
    rules, everybody = problem.rules, len(problem.people)
    sizes = [len(team) for team in teams.values()]
    if rules.team_count is not None and rules.even_sizes and sizes and max(sizes) - min(sizes) > 1:
        yield "sizes are uneven"
    share = Fraction(sum(person.side == rules.mix_side for person in problem.people), max(everybody, 1))
    for number, team in teams.items():
        if not rules.size_min <= len(team) <= rules.size_max:
            yield f"size of team {number}"
        of_side = sum(person.side == rules.mix_side for person in team)
        if rules.mix_within is not None and abs(of_side - share * len(team)) > rules.mix_within:
            yield f"mix of team {number}"


def _bonds(problem: Problem, assignment: Mapping[str, int]) -> Iterator[str]:
    rules = problem.rules
    for one, two in rules.apart:
        if assignment.get(one) == assignment.get(two):
            yield f"{one} and {two} apart"
    for group in rules.together:
        if len({assignment.get(member) for member in group}) > 1:
            yield f"{group} together"
    for person, team in rules.locks:
        if assignment.get(person) != team:
            yield f"lock of {person}"
    yield from _frozen(problem, assignment)


def _frozen(problem: Problem, assignment: Mapping[str, int]) -> Iterator[str]:
    frozen, current = set(problem.rules.frozen_teams), dict(problem.current)
    for person, number in assignment.items():
        if number != current.get(person) and {number, current.get(person)} & frozen:
            yield f"{person} leaves or enters a frozen team"


def _kinds(problem: Problem, teams: Teams) -> Iterator[str]:
    rules = problem.rules
    for number, team in teams.items():
        for name, cap in (("employer", rules.employer_cap), ("department", rules.department_cap)):
            values = [getattr(person, name) for person in team if getattr(person, name)]
            if cap is not None and any(values.count(value) > cap for value in set(values)):
                yield f"{name} in team {number}"
        regions = {person.region for person in team}
        if rules.not_all_one_region and len(team) > 1 and len(regions) == 1 and regions != {""}:
            yield f"region of team {number}"


def _needs(problem: Problem, teams: Teams) -> Iterator[str]:
    rules = problem.rules
    for number, team in teams.items():
        if any(all(tag not in person.tags for person in team) for tag in rules.required_tags):
            yield f"tag in team {number}"
        if rules.cover_skills and _holes(problem, team):
            yield f"skill in team {number}"
        if _shared(team) < rules.min_common_hours:
            yield f"hours of team {number}"
        if any([kind in person.attributes for person in team].count(True) == 1 for kind in rules.never_alone):
            yield f"somebody alone in team {number}"


def _places(problem: Problem, teams: Teams, topics: Mapping[int, str]) -> Iterator[str]:
    if not (problem.topics and problem.weights.topic_rank):
        return
    taken = [topics.get(number) for number in teams]
    known = {topic.id: topic.places for topic in problem.topics}
    for one in set(taken):
        if taken.count(one) > known.get(one or "", 0):
            yield f"places of topic {one}"


def _holes(problem: Problem, team: list[Person]) -> int:
    levels = zip(*(person.skills for person in team), strict=True)
    return sum(max(column) < problem.strong_level for column in levels)


def _shared(team: list[Person]) -> int:
    return sum(all(person.availability >> hour & 1 for person in team) for hour in range(64))


def _price(problem: Problem, teams: Teams, topics: Mapping[int, str]) -> int:
    prices = [
        _balance(problem, team) + _inside(problem, team) + _outside(problem, team, number, topics.get(number))
        for number, team in teams.items()
    ]
    return sum(prices) + problem.weights.weakest_team * max(prices, default=0) // UNITS


def _balance(problem: Problem, team: list[Person]) -> int:
    """Return what the distances from the cohort's mean cost, in hundredths of a level or year."""
    weights, count = problem.weights, len(problem.people)
    total = 0
    for place in range(len(problem.skills)):
        mean = sum(person.skills[place] for person in problem.people) / count
        total += weights.skill_balance // 100 * abs(sum(round(100 * (one.skills[place] - mean)) for one in team))
    years = sum(person.years for person in problem.people) / count
    return total + weights.experience_balance // 100 * abs(sum(round(100 * (one.years - years)) for one in team))


def _inside(problem: Problem, team: list[Person]) -> int:
    weights = problem.weights
    total = weights.skill_hole * _holes(problem, team)
    for name in ("background", "scheme", "region"):
        values = [getattr(person, name) for person in team if getattr(person, name)]
        total += getattr(weights, f"{name}_repeat") * (len(values) - len(set(values)))
    met = {frozenset(pair) for pair in problem.met_before}
    total += weights.met_before * sum({one.id, two.id} in met for one, two in combinations(team, 2))
    return total + weights.hours_short * max(0, problem.target_hours - _shared(team))


def _outside(problem: Problem, team: list[Person], number: int, topic: str | None) -> int:
    weights, current = problem.weights, dict(problem.current)
    moved = sum(current.get(person.id, number) != number for person in team)
    if not (problem.topics and weights.topic_rank):
        return weights.moved * moved
    steps = sum(
        len(person.topics) - 1 - person.topics[::-1].index(topic) if topic in person.topics else problem.unranked_steps
        for person in team
    )
    return weights.moved * moved + weights.topic_rank * steps
