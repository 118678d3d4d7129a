"""Criteria, rules and costs in words."""

import pytest

from cohorts.teams.costs import cost_words
from cohorts.teams.criteria import (
    TOLD,
    amount_words,
    general_rules,
    levels_in_words,
    number_words,
    points_number,
    rates_in_words,
    rules_in_words,
)
from cohorts.teams.engine.problem import CRITERIA

RULES = {
    "size_min": 5,
    "size_max": 6,
    "team_count": 7,
    "mix_within": 1,
    "employer_cap": 1,
    "group_cap": 2,
    "apart": [[1, 2]],
    "together": [[3, 4], [5, 6]],
    "required_tags": ["can present"],
    "not_all_one_region": True,
    "min_common_hours": 6,
    "never_alone": ["gender: woman"],
    "topic_places": 2,
    "keep_away": "must",
}


def test_every_criterion_of_the_engine_has_its_words():
    assert tuple(TOLD) == CRITERIA


def test_rules_are_told_without_names_or_answers():
    assert rules_in_words(RULES) == [
        "There are 7 teams.",
        "Every team has 5 to 6 people.",
        "Every team mixes the sectors as the cohort does, within 1 person.",
        "No two people in a team are from one organisation.",
        "At most 2 people in a team are from one group of organisations.",
        "No team is all from one region.",
        "Everybody in a team shares at least 6 free hours a week.",
        "1 pair is kept apart.",
        "2 groups stay together.",
        "People who would rather not be together are kept apart.",
        "Every team has somebody with “can present”.",
        "Nobody is the only one of their kind in a team, by 1 answer.",
        "Each topic may go to 2 teams.",
    ]


def test_rules_for_participants_are_about_nobodys_answers():
    assert general_rules(RULES) == rules_in_words(RULES)[:7]
    assert general_rules({}) == []


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"size_min": 4, "size_max": 4}, ["Every team has 4 people."]),
        ({"mix_within": 2}, ["Every team mixes the sectors as the cohort does, within 2 people."]),
        ({"mix_within": None, "keep_away": "off"}, ["Who would rather not be with whom plays no part."]),
        ({"employer_cap": 2}, ["At most 2 people in a team are from one organisation."]),
    ],
)
def test_rules_that_are_off_are_not_told(rules, told):
    assert rules_in_words(rules) == told


def test_levels_are_told_as_they_count():
    given = {"skill_balance": 4, "skill_hole": 5, "background_repeat": 5, "met_before": 0, "topic_rank": 1}
    assert levels_in_words(given) == [
        "Balance of skills: counts high",
        "No skill missing: must hold, and counts high",
        "Varied backgrounds: comes before all that counts less",
        "Wishes for topics: counts low",
    ]


def test_prices_are_told_in_points_and_in_wishes():
    assert rates_in_words({"met_before": 2, "topic_rank": 2, "experience_balance": 2, "weakest_team": 2}) == {
        "experience_balance": (
            "One year away from the average costs 0.5 points, as much as 0.5 steps below first choices."
        ),
        "met_before": "One such pair in a team costs 5 points, as much as 5 steps below first choices.",
        "topic_rank": "One step of one person’s wishes costs 1 point.",
        "weakest_team": "One point of the weakest team costs 1 point.",
    }


def test_amounts_have_their_natural_unit():
    assert [amount_words("skill_balance", 1250), amount_words("skill_hole", 1), amount_words("weakest_team", 3700)] == [
        "12.5 levels from the average",
        "1 gap",
        "9.3 points of the weakest team",
    ]


def test_numbers_round_halves_up_as_tables_do():
    assert [number_words(9.25), number_words(3.0), points_number(9.25), points_number(3)] == ["9.3", "3", "9.3", "3.0"]


def cost(gained, lost=0.0, first_choices=0):
    return {"criterion": "experience_balance", "gained": gained, "lost": lost, "first_choices": first_choices}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            cost({"topic_rank": 6.0}, 9.0, 2),
            "Balance of experience costs 6 points of wishes for topics: without it, two more people would get "
            "their first choice. If it did not count, it would itself come out 9 points worse.",
        ),
        (
            cost({"topic_rank": 4.0, "skill_balance": 1.5, "hours_short": -2.0}, 0.0, 1),
            "Balance of experience costs 4 points of wishes for topics and 1.5 of balance of skills, and "
            "saves 2 of common hours: without it, one more person would get their first choice.",
        ),
        (cost({"met_before": 1.0}), "Balance of experience costs 1 point of new people."),
        (cost({"met_before": -1.0}), "Balance of experience costs nothing: without it the others would not be better."),
        (cost({}), "Balance of experience costs nothing: without it the others would not be better."),
    ],
)
def test_costs_are_told_as_sentences(found, words):
    assert cost_words(found) == words
