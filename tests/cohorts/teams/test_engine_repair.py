"""Tests of mending teams: the curve of people moved against points."""

from dataclasses import replace

from benchmarks.teams.generate import instance
from benchmarks.teams.reading import read
from cohorts.teams.engine.problem import Rules
from cohorts.teams.engine.repair import repair_curve
from cohorts.teams.engine.score import score
from cohorts.teams.engine.solve import form_teams
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
