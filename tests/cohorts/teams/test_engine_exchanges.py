"""Quick prices of exchanges: the same as the scorer's, whatever counts."""

from dataclasses import replace
from itertools import combinations

import pytest

from cohorts.teams.engine.exchanges import Change, Rest, Weigher, better_changes
from cohorts.teams.engine.problem import UNITS, Topic
from cohorts.teams.engine.scale import scale_of
from cohorts.teams.engine.score import team_units

from .engine_cases import ALL_WEIGHTS, CURRENT, MET, a_problem

TOPICS = {1: "T1", 2: "T2", 3: "T1"}


def a_case(seed, weakest=0):
    weights = replace(ALL_WEIGHTS, topic_rank=400, weakest_team=weakest)
    topics = (Topic("T1", 2), Topic("T2", 2))
    problem = a_problem(13, seed, weights=weights, met_before=MET, current=CURRENT, topics=topics)
    people = tuple(replace(person, topics=("T2", "T1")[: number % 3]) for number, person in enumerate(problem.people))
    problem = replace(problem, people=people)
    teams = {number: [person.id for person in people[number - 1 :: 3]] for number in (1, 2, 3)}
    return scale_of(problem), teams


def units(scale, teams):
    each = [sum(team_units(scale, members, number, TOPICS[number]).values()) for number, members in teams.items()]
    return sum(each) + scale.problem.weights.weakest_team * max(each) // UNITS


@pytest.mark.parametrize("seed", range(5))
def test_a_team_with_one_more_costs_what_the_scorer_says(seed):
    scale, teams = a_case(seed)
    weigher = Weigher(scale)
    for number, members in teams.items():
        rest = Rest(weigher, members, number, TOPICS[number])
        for person in scale.people:
            if person not in members:
                whole = team_units(scale, sorted([*members, person]), number, TOPICS[number])
                assert rest.with_one(person) == sum(whole.values())


def every_change(scale, teams):
    """By brute force: each exchange and each move with what it changes."""
    before, found = units(scale, teams), []
    for home, away in combinations(teams, 2):
        for person in teams[home]:
            for other in teams[away]:
                here = [other if one == person else one for one in teams[home]]
                there = [person if one == other else one for one in teams[away]]
                after = units(scale, teams | {home: here, away: there})
                found.append(Change(after - before, person, home, away, other))
    for home, members in teams.items():
        for person in members:
            for away in teams:
                if away != home:
                    here = [one for one in members if one != person]
                    after = units(scale, teams | {home: here, away: [*teams[away], person]})
                    found.append(Change(after - before, person, home, away))
    return sorted((one for one in found if one.units < 0), key=lambda one: (one.units, one.person, one.other, one.away))


@pytest.mark.parametrize("weakest", [0, 400])
@pytest.mark.parametrize("seed", range(3))
def test_every_change_for_the_better_is_found(seed, weakest):
    scale, teams = a_case(seed, weakest)
    looked = better_changes(scale, teams, TOPICS)
    assert (looked.changes, looked.is_all) == (every_change(scale, teams), True)


def test_held_people_and_closed_teams_are_left_alone():
    scale, teams = a_case(1)
    held = set(teams[1][:2])
    looked = better_changes(scale, teams, TOPICS, held=held, closed={3})
    expected = [
        one
        for one in every_change(scale, teams)
        if 3 not in (one.home, one.away) and not {one.person, one.other} & held
    ]
    assert looked.changes == expected


def test_a_large_board_is_looked_at_from_its_dearest_teams():
    scale, teams = a_case(2)
    looked = better_changes(scale, teams, TOPICS, most=1)
    dearest = max(teams, key=lambda number: sum(team_units(scale, teams[number], number, TOPICS[number]).values()))
    assert not looked.is_all
    assert {dearest} == {number for one in looked.changes for number in {one.home, one.away} & {dearest}}
