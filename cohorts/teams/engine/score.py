"""What a split costs, in whole units, criterion by criterion; plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from cohorts.teams.engine.problem import UNITS, Person, Problem
from cohorts.teams.engine.result import Reason, Score, TeamScore
from cohorts.teams.engine.rules import team_violations
from cohorts.teams.engine.scale import Scale, scale_of
from cohorts.teams.engine.sizes import team_sizes
from cohorts.teams.engine.topics import cheapest_topics
from core.sentence import noop as _
from core.sentence import say


def score(problem: Problem, assignment: Mapping[str, int], topics: Mapping[int, str] | None = None) -> Score:
    """Return what every team costs and every rule that the split breaks; without topics, with the best ones."""
    scale = scale_of(problem)
    teams: dict[int, list[str]] = {number: [] for number in team_sizes(problem)}
    for person in problem.people:
        if assignment.get(person.id) in teams:
            teams[assignment[person.id]].append(person.id)
    given = best_topics(scale, teams) if topics is None else topics
    scores = tuple(
        TeamScore(number, tuple(members), team_units(scale, members, number, given.get(number)), given.get(number, ""))
        for number, members in teams.items()
    )
    found = [pair for number, members in teams.items() for pair in team_violations(scale, members, number)]
    found += [_unplaced(person) for person in problem.people if assignment.get(person.id) not in teams]
    return Score(
        scores,
        tuple(reason for reason, _amount in found),
        sum(amount for _reason, amount in found),
        problem.weights.weakest_team * max((team.total for team in scores), default=0) // UNITS,
    )


def best_topics(scale: Scale, teams: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Return the topics by which the teams' wishes cost least; none where wishes do not count."""
    topics = scale.problem.topics
    if not scale.problem.weights.topic_rank or sum(topic.places for topic in topics) < len(teams):
        return {}
    costs = [[topic_steps(scale, members, topic.id) for topic in topics] for members in teams.values()]
    given = cheapest_topics(costs, [topic.places for topic in topics])
    return {number: topics[place].id for number, place in zip(teams, given, strict=True)}


def topic_steps(scale: Scale, members: Sequence[str], topic: str) -> int:
    """Return how many steps below their first choices the topic is for the members together."""
    return sum(scale.steps[member].get(topic, scale.problem.unranked_steps) for member in members)


def _unplaced(person: Person) -> tuple[Reason, int]:
    sentence = say(_("%(person)s is in no team."), person=person.shown)
    return Reason("UNPLACED", sentence, people=(person.id,)), 1


def team_units(scale: Scale, members: Sequence[str], number: int, topic: str | None = None) -> dict[str, int]:
    """Return what each criterion costs in a team of these members, with the topic if any, in units."""
    problem, weights = scale.problem, scale.problem.weights
    people = [scale.people[member] for member in members]
    if not people:
        return {}
    gaps = [abs(sum(column)) for column in zip(*(scale.skill_gaps[member] for member in members), strict=True)]
    hours = common_hours(people)
    units = {
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
    if topic:
        units["topic_rank"] = weights.topic_rank * topic_steps(scale, members, topic)
    return units


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
