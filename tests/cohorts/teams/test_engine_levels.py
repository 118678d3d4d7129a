"""Tests of what each level costs: the same teams formed without it."""

from dataclasses import replace

from cohorts.teams.engine.levels import LevelCost, cost_of_levels
from cohorts.teams.engine.problem import UNITS, Level, Person, Problem, Rules, Topic, weights_of
from cohorts.teams.engine.result import Status
from cohorts.teams.engine.score import score
from cohorts.teams.engine.solve import form_teams
from tests.cohorts.teams.engine_cases import a_problem


def a_conflict_of_wishes():
    """The two strong people wish for one topic, the two weak ones for the other; each topic takes one team."""
    people = tuple(
        Person(name, side, skills=(level,), topics=topics)
        for name, side, level, topics in (
            ("A", "public", 4, ("x", "y")),
            ("B", "private", 4, ("x", "y")),
            ("C", "public", 0, ("y", "x")),
            ("D", "private", 0, ("y", "x")),
        )
    )
    weights = weights_of({"skill_balance": Level.HIGH, "topic_rank": Level.NORMAL})
    return Problem(people, Rules(team_count=2), weights, ("Research",), topics=(Topic("x"), Topic("y")))


def test_cost_of_a_level_is_told_in_points_and_in_first_choices():
    problem = a_conflict_of_wishes()
    formation = form_teams(problem, seed=1, proposals=2_000)
    told = []
    costs = cost_of_levels(problem, formation, proposals=2_000, tell=lambda done, total: told.append((done, total)))
    assert formation.status is Status.FEASIBLE
    assert costs == (
        LevelCost("skill_balance", {"topic_rank": 2.0}, 16.0, 2),
        LevelCost("topic_rank", {}, 0.0, 0),
    )
    assert ([cost.points for cost in costs], told) == ([2.0, 0], [(0, 2), (1, 2)])


def test_teams_that_could_be_better_anyway_are_no_price_of_a_level():
    """What a longer search wins with the criterion too is not what the criterion costs."""
    problem = a_problem(count=24, seed=3)
    best = form_teams(problem, seed=1, proposals=60_000)
    dealt = {person.id: place % 3 + 1 for place, person in enumerate(problem.people)}
    poor = replace(best, assignment=dealt, score=score(problem, dealt), topics={})
    costs = cost_of_levels(problem, poor, proposals=20_000)
    assert poor.score.total > best.score.total
    # Only without the balance of skills would teams come out that are worse than these, all counted.
    assert [cost.criterion for cost in costs if cost.points or cost.lost] == ["skill_balance"]


def test_what_must_come_first_is_as_good_as_if_nothing_else_counted():
    """The wishes of these four contradict the balance of skills: at must, each has their first choice."""
    problem = a_conflict_of_wishes()
    first = replace(problem, weights=weights_of({"skill_balance": Level.HIGH, "topic_rank": Level.MUST}))
    alone = replace(problem, weights=weights_of({"topic_rank": Level.NORMAL}))
    found = [form_teams(one, seed=1, proposals=2_000) for one in (problem, first, alone)]
    steps = [one.score.by_criterion["topic_rank"] / weight for one, weight in zip(found, (1, 50, 1), strict=True)]
    assert steps == [2 * UNITS, 0, 0]


def test_first_of_many_comes_before_all_others_at_pilot_size():
    problem = a_problem(count=24, seed=3)
    levels = {"skill_balance": Level.HIGH, "skill_hole": Level.HIGH, "experience_balance": Level.HIGH}
    first = replace(problem, weights=weights_of({**levels, "background_repeat": Level.MUST}))
    alone = replace(problem, weights=weights_of({"background_repeat": Level.NORMAL}))
    told = [form_teams(one, seed=1, proposals=20_000).score.by_criterion["background_repeat"] for one in (first, alone)]
    assert told[0] == 50 * told[1]
