"""Tests of what each level costs: the same teams formed without it."""

from cohorts.teams.engine.levels import LevelCost, cost_of_levels
from cohorts.teams.engine.problem import Level, Person, Problem, Rules, Topic, weights_of
from cohorts.teams.engine.result import Status
from cohorts.teams.engine.solve import form_teams


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
