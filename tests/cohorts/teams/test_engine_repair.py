"""Tests of mending teams: the curve of people moved against points."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.teams.generate import instance
from benchmarks.teams.reading import read
from cohorts.teams.engine.problem import Rules, Topic, Weights
from cohorts.teams.engine.repair import STOPS, NoOpenTeam, _ever_better, repair_curve
from cohorts.teams.engine.score import score
from cohorts.teams.engine.solve import form_teams
from cohorts.teams.engine.split import Found
from cohorts.teams.engine.standing import left_out
from cohorts.teams.engine.verify import verify
from tests.cohorts.teams.engine_cases import a_problem


def without(problem, gone, current):
    """The problem after people left."""
    rules = problem.rules
    return replace(
        problem,
        people=tuple(person for person in problem.people if person.id not in gone),
        rules=replace(
            rules,
            apart=tuple(pair for pair in rules.apart if not gone & set(pair)),
            together=tuple(group for group in rules.together if not gone & set(group)),
            locks=tuple((person, team) for person, team in rules.locks if person not in gone),
        ),
        current=tuple(current.items()),
    )


def test_curve_gets_better_the_more_people_move_and_counts_them_rightly():
    problem = read(instance(38, 3)).problem
    before = form_teams(problem, seed=1, proposals=100_000).assignment
    gone = {"P0004", "P0011"}
    left = without(problem, gone, before)
    curve = repair_curve(left)
    assert curve[0].moved == 0
    stay = {person: team for person, team in before.items() if person not in gone}
    assert curve[0].assignment == stay
    results = [(step.score.broken, step.score.total) for step in curve]
    assert results == sorted(results, reverse=True)
    assert curve[-1].keeps_rules
    for step in curve:
        moved = {person for person in stay if step.assignment[person] != stay[person]}
        assert (step.moved, {move[0] for move in step.moves}) == (len(moved), moved)
        assert (verify(replace(left, rules=replace(left.rules)), step.assignment, step.topics).faults == ()) == (
            step.keeps_rules
        )


def test_first_move_is_the_best_single_one():
    problem = a_problem(9, 2, Rules(team_count=3, size_min=2, size_max=4, even_sizes=False, mix_within=None))
    current = {person.id: 1 + number % 3 for number, person in enumerate(problem.people)}
    settled = replace(problem, current=tuple(current.items()))
    one = [
        score(problem, current | {person: team}).total
        for person in current
        for team in (1, 2, 3)
        if score(problem, current | {person: team}).broken == 0
    ]
    best = {step.moved: step.score.total for step in repair_curve(settled, stops=(0, 1))}
    assert best[max(best)] == min(one)


def test_newcomers_are_placed_without_counting_as_moved_and_frozen_teams_stay():
    problem = a_problem(11, 4, Rules(team_count=3, size_min=3, size_max=4, even_sizes=False, mix_within=None))
    current = {person.id: 1 + number % 3 for number, person in enumerate(problem.people[:10])}
    rules = replace(problem.rules, frozen_teams=(2,))
    curve = repair_curve(replace(problem, rules=rules, current=tuple(current.items())))
    assert curve[0].moved == 0
    assert set(curve[0].assignment) == {person.id for person in problem.people}
    for step in curve:
        assert {member for member, team in step.assignment.items() if team == 2} == {
            member for member, team in current.items() if team == 2
        }


def standing(count, seed, rules, teams=3, new=2, **more):
    """A problem whose people are dealt out to teams, the last of them in none."""
    problem = a_problem(count, seed, rules, **more)
    current = {person.id: 1 + place % teams for place, person in enumerate(problem.people[: count - new])}
    return replace(problem, current=tuple(current.items()))


def members(assignment, number):
    return {person for person, team in assignment.items() if team == number}


LOOSE = Rules(team_count=3, size_min=3, size_max=6, even_sizes=False, mix_within=1, employer_cap=2)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(10, 16),
    new=st.integers(0, 3),
    frozen=st.sets(st.integers(1, 3), max_size=2),
    locked=st.sets(st.integers(0, 9), max_size=4),
)
def test_any_curve_keeps_locks_and_frozen_teams_moves_few_and_never_gets_worse(seed, count, new, frozen, locked):
    problem = standing(count, seed, LOOSE, new=new, met_before=(("P000", "P002"),))
    current = dict(problem.current)
    ids = [f"P{place:03}" for place in locked if f"P{place:03}" in current]
    rules = replace(
        problem.rules,
        frozen_teams=tuple(frozen),
        locks=tuple((one, current[one]) for one in ids),
        apart=(("P000", "P001"), ("P003", "gone")),
        together=(("P004", f"P{count - 1:03}"), ("P005", "P008")),
    )
    problem = replace(problem, rules=rules)
    curve = repair_curve(problem, seed=seed)
    assert curve == repair_curve(problem, seed=seed, workers=2)
    results = [(step.score.broken, step.score.total) for step in curve]
    assert results == sorted(results, reverse=True)
    assert len(set(results)) == len(results)
    assert curve[0].moved == 0
    assert [step.moved for step in curve] == sorted({step.moved for step in curve})
    assert curve[-1].moved <= max(STOPS)
    for step in curve:
        moved = {person for person, team in current.items() if step.assignment[person] != team}
        assert (step.moved, {one for one, _from, _to in step.moves}) == (len(moved), moved)
        assert set(step.assignment) == {person.id for person in problem.people}
        assert not moved & set(ids)
        for number in frozen:
            assert members(step.assignment, number) == members(current, number)


def test_newcomers_join_those_they_are_kept_together_with():
    problem = standing(13, 3, replace(LOOSE, together=(("P002", "P012"),)))
    for step in repair_curve(problem):
        assert step.assignment["P002"] == step.assignment["P012"]
    assert repair_curve(problem)[0].moved == 0
    assert left_out(problem) == ()


def test_groups_that_the_teams_void_are_left_out_in_words():
    problem = standing(13, 3, replace(LOOSE, together=(("P000", "P001"), ("P002", "P012"), ("P003", "gone"))))
    frozen = replace(problem, rules=replace(problem.rules, frozen_teams=(3,)))
    assert [str(reason.sentence) for reason in left_out(frozen)] == [
        f"Person {one}, Person {two} are in different teams today, so the rule that keeps them together is left out."
        for one, two in ((0, 1), (2, 12))
    ]
    assert repair_curve(frozen)[0].moved == 0
    assert [reason.people for reason in left_out(problem)] == [("P000", "P001")]


def test_newcomers_need_an_open_team():
    problem = standing(13, 3, replace(LOOSE, frozen_teams=(1, 2, 3)))
    with pytest.raises(NoOpenTeam):
        repair_curve(problem)
    settled = standing(13, 3, replace(LOOSE, frozen_teams=(1, 2, 3)), new=0)
    assert [(step.moved, step.assignment) for step in repair_curve(settled)] == [(0, dict(settled.current))]


def test_full_teams_take_newcomers_and_say_that_they_are_too_large():
    curve = repair_curve(standing(12, 5, replace(LOOSE, size_max=3, mix_within=None), new=3))
    assert [(step.moved, step.keeps_rules) for step in curve][0] == (0, False)
    assert "people; 3 to 3 are allowed." in str(curve[0].score.violations[0].sentence)


def test_teams_larger_than_the_rules_allow_are_mended_too():
    problem = a_problem(13, 6, replace(LOOSE, size_max=5, mix_within=None, employer_cap=None))
    current = {person.id: 1 if place < 9 else 2 + place % 2 for place, person in enumerate(problem.people)}
    curve = repair_curve(replace(problem, current=tuple(current.items())))
    assert (curve[0].keeps_rules, curve[0].assignment) == (False, current)
    assert curve[-1].keeps_rules


def test_an_emptied_team_is_filled_by_newcomers():
    problem = a_problem(12, 7, replace(LOOSE, mix_within=None, employer_cap=None))
    current = {person.id: 1 + place % 2 for place, person in enumerate(problem.people[:8])}
    curve = repair_curve(replace(problem, current=tuple(current.items())))
    assert (curve[0].moved, curve[0].keeps_rules) == (0, True)
    assert len(members(curve[0].assignment, 3)) >= 3


def test_teams_keep_the_topics_they_have():
    topics = tuple(Topic(name) for name in ("bus", "rail", "road"))
    weights = replace(Weights(), topic_rank=400)
    problem = standing(13, 3, LOOSE, weights=weights, topics=topics)
    kept = {1: "road", 2: "bus", 3: "rail"}
    assert {tuple(step.topics.items()) for step in repair_curve(problem, topics=kept)} == {tuple(kept.items())}
    for unknown in ({1: "road"}, {1: "road", 2: "bus", 3: "tram"}, {1: "bus", 2: "bus", 3: "rail"}):
        assert repair_curve(problem, topics=unknown) == repair_curve(problem)


def test_a_told_number_of_teams_asks_for_even_sizes_and_too_few_topics_count_for_nothing():
    rules = replace(LOOSE, even_sizes=True, mix_within=None, employer_cap=None)
    problem = standing(14, 4, rules, new=0, weights=replace(Weights(), topic_rank=400), topics=(Topic("bus"),))
    away = {f"P{place:03}" for place in (2, 5)}
    left = replace(problem, people=tuple(person for person in problem.people if person.id not in away))
    curve = repair_curve(left)
    assert (curve[0].keeps_rules, curve[-1].keeps_rules) == (False, True)
    assert [len(members(curve[-1].assignment, number)) for number in (1, 2, 3)] == [4, 4, 4]


def test_curve_ends_with_the_fewest_moves_that_break_least_where_stops_leave_rules_broken():
    def met(broken, units):
        return Found(units=units, broken=broken, team=[], topic=[])

    found = {0: met(5, 10), 8: met(2, 12), 18: met(0, 20), 24: met(0, 15)}
    assert _ever_better(found, STOPS) == [found[0], found[8], found[18]]
    assert _ever_better({0: met(5, 10), 2: met(0, 12), 24: met(0, 8)}, STOPS) == [met(5, 10), met(0, 12)]
