"""Tests of scoring a split: each criterion, each rule, and prices of exchanges against the full score."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.teams.engine.annealing import chain_of, run_chains
from cohorts.teams.engine.budget import Budget
from cohorts.teams.engine.problem import CRITERIA, Level, Person, Problem, Rules, Weights, weights_of
from cohorts.teams.engine.score import score
from cohorts.teams.engine.sizes import team_count, team_sizes
from cohorts.teams.engine.split import best_of, count_again, state_of, value_of
from cohorts.teams.engine.start import first_split
from cohorts.teams.engine.tables import model_of
from tests.cohorts.teams.engine_cases import a_problem, everything

OFF = Weights(**dict.fromkeys(CRITERIA, 0))


def pair(*people, **rules):
    """Two teams of two; who is where: the first two in team 1."""
    problem = Problem(
        tuple(people), Rules(team_count=2, mix_within=None) if not rules else Rules(team_count=2, **rules)
    )
    return problem, {person.id: 1 + number // 2 for number, person in enumerate(people)}


def four(**columns):
    return [
        Person(f"P{number}", "public", **{name: values[number] for name, values in columns.items()})
        for number in range(4)
    ]


def units(problem, assignment, **weights):
    return {
        name: count
        for name, count in score(replace(problem, weights=replace(OFF, **weights)), assignment).by_criterion.items()
        if count
    }


@pytest.mark.parametrize(
    ("columns", "more", "weights", "expected"),
    [
        ({"skills": [(4,), (3,), (1,), (0,)]}, {}, {"skill_balance": 400}, {"skill_balance": 2 * 3 * 400}),
        ({"years": [1, 2, 3, 6]}, {}, {"experience_balance": 200}, {"experience_balance": 2 * 3 * 200}),
        ({"skills": [(4,), (0,), (2,), (2,)]}, {}, {"skill_hole": 1200}, {"skill_hole": 1200}),
        ({"background": ["law", "law", "", ""]}, {}, {"background_repeat": 800}, {"background_repeat": 800}),
        ({"scheme": ["a", "a", "b", "b"]}, {}, {"scheme_repeat": 400}, {"scheme_repeat": 800}),
        ({"region": ["a", "b", "b", "a"]}, {}, {"region_repeat": 400}, {}),
        ({}, {"met_before": (("P1", "P0"), ("P1", "P2"))}, {"met_before": 2000}, {"met_before": 2000}),
        ({"availability": [7, 3, 255, 63]}, {"target_hours": 6}, {"hours_short": 400}, {"hours_short": 1600}),
        ({}, {"current": (("P0", 1), ("P1", 2), ("P3", 7))}, {"moved": 800}, {"moved": 1600}),
    ],
)
def test_each_criterion_is_priced_in_whole_units(columns, more, weights, expected):
    problem, assignment = pair(*four(**columns))
    assert (
        units(replace(problem, skills=("Research",) * ("skills" in columns), **more), assignment, **weights) == expected
    )


@pytest.mark.parametrize(
    ("columns", "rules", "broken", "words"),
    [
        ({}, {"mix_within": 0}, 0, []),
        (
            {"employer": ["a", "a", "", ""]},
            {"employer_cap": 1},
            1,
            ["Team 1 has 2 people from a; at most 1 are allowed."],
        ),
        (
            {"department": ["a", "a", "b", "c"]},
            {"department_cap": 1},
            1,
            ["Team 1 has 2 people from a; at most 1 are allowed."],
        ),
        ({}, {"apart": (("P1", "P0"),)}, 1, ["P0 and P1 are kept apart."]),
        ({}, {"together": (("P0", "P2", "P3"),)}, 2, ["P2, P3 is kept together with others who are not in the team."]),
        ({}, {"locks": (("P0", 2),)}, 1, ["P0 is locked in team 2."]),
        ({"tags": [{"t"}, {"t"}, set(), set()]}, {"required_tags": ("t",)}, 1, ["Team 2 has nobody with “t”."]),
        ({"region": ["a", "a", "", ""]}, {"not_all_one_region": True}, 1, ["Everybody in team 1 is from a."]),
        (
            {"availability": [1, 3, 7, 3]},
            {"min_common_hours": 2},
            1,
            ["Team 1 has 1 free hours in common; 2 are needed."],
        ),
        (
            {"attributes": [{"x"}, set(), {"x"}, {"x"}]},
            {"never_alone": ("x",)},
            1,
            ["Team 1 has one person who would be alone of their kind."],
        ),
        (
            {"skills": [(4,), (0,), (2,), (2,)]},
            {"cover_skills": True},
            1,
            ["Team 2 has no practitioner in Research."],
        ),
    ],
)
def test_each_rule_is_named_when_it_is_broken(columns, rules, broken, words):
    problem, assignment = pair(*four(**columns), **rules)
    result = score(replace(problem, skills=("Research",) * ("skills" in columns)), assignment)
    assert (result.broken, [str(reason.sentence) for reason in result.violations]) == (broken, words)


def test_sizes_sides_and_the_unplaced_are_named():
    people = [Person(f"P{number}", "public" if number < 2 else "private") for number in range(4)]
    problem = Problem(tuple(people), Rules(team_count=2, mix_within=0))
    result = score(problem, {"P0": 1, "P1": 1, "P2": 1})
    assert [str(reason.sentence) for reason in result.violations] == [
        "Team 1 has 3 people; 2 to 2 are allowed.",
        "Team 1 has 2 from the public side; 2 to 1 are allowed.",
        "Team 2 has 0 people; 2 to 2 are allowed.",
        "P3 is in no team.",
    ]


@pytest.mark.parametrize(
    ("people", "low", "high", "count", "sizes"),
    [
        (38, 5, 6, 7, [6, 6, 6, 5, 5, 5, 5]),
        (120, 5, 6, 22, [6] * 10 + [5] * 12),
        (11, 5, 6, 2, [6, 5]),
        (9, 5, 6, None, []),
        (4, 3, 1000, 1, [4]),
    ],
)
def test_team_sizes_are_as_even_as_can_be(people, low, high, count, sizes):
    problem = a_problem(people, rules=Rules(size_min=low, size_max=high))
    assert (team_count(problem), list(team_sizes(problem).values())) == (count, sizes)


def test_team_with_more_people_bound_to_it_is_the_larger_one():
    problem = a_problem(5, rules=Rules(team_count=2, locks=(("P000", 2),)))
    assert team_sizes(problem) == {1: 2, 2: 3}


def test_weights_follow_the_levels_and_stay_whole():
    weights = weights_of({"skill_balance": Level.LOW, "experience_balance": Level.HIGH, "skill_hole": Level.MUST})
    assert (weights.skill_balance, weights.experience_balance, weights.skill_hole, weights.moved) == (200, 400, 2400, 0)
    for level in Level:
        weights_of(dict.fromkeys(CRITERIA, level))
    with pytest.raises(ValueError, match="multiples of 100"):
        Weights(skill_balance=150)
    with pytest.raises(ValueError, match="negative"):
        Weights(moved=-1)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(10, 16))
def test_compiled_prices_equal_the_full_score_of_any_split(seed, count):
    """The compiled prices and the plain scorer never differ, with every rule and criterion at work."""
    chance = random.Random(seed)
    problem = everything(seed, count)
    some = {"mix_within": None, "not_all_one_region": False, "never_alone": (), "employer_cap": None}
    off = {name: none for name, none in some.items() if chance.random() < 0.3}
    weights = replace(problem.weights, region_repeat=chance.choice([0, 400]), weakest_team=chance.choice([0, 400]))
    # Those who are bound together or to a team always are where they belong when the loops run.
    rules = replace(problem.rules, locks=(), together=(), **off)
    problem = replace(problem, rules=rules, weights=weights)
    places = [number for number, size in team_sizes(problem).items() for _place in range(size)]
    chance.shuffle(places)
    model = model_of(problem)
    state = state_of(model, [place - 1 for place in places], [0, 0, 0])
    assignment = dict(zip(model.ids, places, strict=True))
    result = score(problem, assignment)
    assert value_of(model, state) == (result.total, result.broken)
    chain = chain_of(model, best_of(state), (seed,), 2_000, mixed=False)
    run_chains([chain], Budget(2_000), lambda found: None)
    # What many exchanges and moves left behind is counted once more in full.
    after = chain.state
    carried = [column.tolist() for column in (after.soft, after.broken, after.sums, after.wished)]
    count_again(model, after)
    assert [column.tolist() for column in (after.soft, after.broken, after.sums, after.wished)] == carried


def test_first_split_keeps_locks_groups_and_current_places():
    problem = everything()
    split = first_split(problem)
    assert split["P009"] == 2
    assert split["P004"] == split["P005"]
    assert split["P006"] == split["P007"] == split["P008"]
    assert sorted(split) == [person.id for person in problem.people]


def test_first_split_parts_a_group_for_which_no_team_has_room():
    group = tuple(f"P00{number}" for number in range(4))
    problem = a_problem(6, rules=Rules(team_count=3, together=(group,)))
    assert sorted(first_split(problem).values()) == [1, 1, 2, 2, 3, 3]


def test_points_are_units_in_words_that_people_read():
    problem, assignment = pair(*four(background=["law", "law", "", ""]))
    result = score(replace(problem, weights=replace(OFF, background_repeat=600)), assignment)
    assert (result.points, [team.points for team in result.teams]) == (1.5, [1.5, 0.0])
