"""From the form's values to rules, from rules to the engine's problem, and back: without a database."""

import pytest
from django.http import QueryDict

from cohorts.teams.engine.explain import why_here
from cohorts.teams.engine.problem import Weights
from cohorts.teams.setup.criteria import CRITERIA, FIRST, exchange_rate, price
from cohorts.teams.setup.form import RulesForm
from cohorts.teams.setup.rules import _budget_name, _initial, budget_of, levels_initial, rules_from
from cohorts.teams.snapshot import problem_of

NORMAL = levels_initial(FIRST)
GIVEN = {"size_min": 3, "size_max": 5, "mix": "1", "employer_cap": 2, "seed": 1, "keep_away": "must", **NORMAL}


def somebody(pk, **facts):
    person = {"id": pk, "employer": f"E{pk}", "side": "public", "region": "", "background": "", "years": None}
    return {**person, "skills": [3], "tags": [], "hours": (1 << 40) - 1, "topics": [], **facts}


def frozen(people, **more):
    names = {str(person["id"]): f"Person {person['id']}" for person in people}
    return {"skills": ["Data"], "people": people, "names": names, "topics": [], "away": [], "met": [], **more}


SIX = frozen([somebody(pk) for pk in range(1, 7)])


def sent(**values):
    data = QueryDict(mutable=True)
    for name, value in {**GIVEN, **values}.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return data


def form_of(data, people=SIX, **more):
    return RulesForm(data, frozen=people, **more)


def rules_of(people=SIX, **values):
    form = form_of(sent(**values), people)
    assert form.errors == {}
    return form.rules


def test_plain_rules_are_kept_without_what_was_left_out():
    assert rules_of() == {
        "size_min": 3,
        "size_max": 5,
        "mix_within": 1,
        "employer_cap": 2,
        "required_tags": [],
        "keep_away": "must",
        "levels": FIRST,
    }


def test_every_hard_rule_reaches_the_engine():
    people = [
        somebody(pk, tags=["presents"], attributes=["kind: a"], group="Group", organisation=f"Body {pk}")
        for pk in range(1, 7)
    ]
    topics = [{"id": "t", "name": "Housing", "places": 1}]
    rules = rules_of(
        frozen(people, topics=topics),
        mix="2",
        group_cap=3,
        required_tags=["presents"],
        not_all_one_region="on",
        min_common_hours=4,
        never_alone=["kind: a"],
        topic_places=2,
        apart_a=[1, ""],
        apart_b=[2, ""],
        together_a=[3, 4],
        together_b=[4, 5],
        level_skill_hole=5,
        level_topic_rank=2,
    )
    problem = problem_of(frozen(people, topics=topics), rules)
    held = problem.rules
    assert (held.size_min, held.size_max, held.mix_within, held.employer_cap, held.department_cap) == (3, 5, 2, 2, 3)
    assert (held.apart, held.together) == ((("1", "2"),), (("3", "4"), ("4", "5")))
    assert (held.required_tags, held.never_alone, held.cover_skills) == (("presents",), ("kind: a",), True)
    assert (held.not_all_one_region, held.min_common_hours, problem.topics[0].places) == (True, 4, 2)


def test_a_number_of_teams_alone_is_enough():
    rules = rules_of(size_min="", size_max="", team_count=2)
    problem = problem_of(SIX, rules)
    assert (problem.rules.team_count, problem.rules.size_min, problem.rules.size_max) == (2, 2, 3)
    assert {name: _initial(rules, SIX)[name] for name in ("size_min", "size_max", "team_count")} == {
        "size_min": None,
        "size_max": None,
        "team_count": 2,
    }


def test_sizes_and_a_number_of_teams_hold_both():
    rules = rules_of(size_min=2, size_max=4, team_count=2)
    assert (rules["size_min"], rules["size_max"], rules["team_count"], "sizes_told" in rules) == (2, 4, 2, False)


def test_wishes_for_topics_that_are_off_leave_topics_out():
    topics = [{"id": "t", "name": "Housing", "places": 1}]
    assert problem_of(frozen(SIX["people"], topics=topics), rules_of(level_topic_rank=0)).topics == ()


ON = {"scheme_repeat": 400, "region_repeat": 400, "moved": 800, "topic_rank": 400, "weakest_team": 400}


@pytest.mark.parametrize("level, expected", [("0", Weights(0, 0, 0, 0, 0, 0, 0, 0)), ("2", Weights(**ON))])
def test_levels_are_the_engines_prices(level, expected):
    levels = {f"level_{criterion.name}": level for criterion in CRITERIA}
    assert problem_of(SIX, rules_of(**levels)).weights == expected


@pytest.mark.parametrize(
    "values, errors",
    [
        ({"size_max": 2}, {"size_max": ["The largest team cannot be smaller than the smallest."]}),
        ({"size_min": ""}, {"size_min": ["Fill in “Smallest team”."]}),
        (
            {"apart_a": [1], "apart_b": [""]},
            {"apart": ["Pair 1 has one person: choose the other one, or nobody."]},
        ),
        ({"apart_a": ["", 2], "apart_b": ["", 2]}, {"apart": ["Pair 2 has the same person twice."]}),
        ({"together_a": [1], "together_b": [99]}, {"together": ["Pair 1 has somebody who does not take part."]}),
        (
            {"level_skill_balance": 3},
            {"level_skill_balance": ["Choose an answer for “Balance of skills” from the list."]},
        ),
    ],
)
def test_mistakes_stand_by_their_field(values, errors):
    found = form_of(sent(**values)).errors
    assert list(found) == list(errors)
    if "level_skill_balance" not in errors:
        assert dict(found) == errors


def test_half_a_pair_counts_for_nothing_while_somebody_is_choosing():
    form = form_of(sent(apart_a=[1, 3], apart_b=["", 4]), is_draft=True)
    assert (form.errors, form.rules["apart"]) == ({}, [[3, 4]])


def test_rules_come_back_as_they_were_without_people_who_left():
    first = rules_of(apart_a=[1, 5], apart_b=[2, 6], together_a=[3, 4], together_b=[4, 5], min_common_hours=2)
    now = frozen(SIX["people"][:5])
    back = _initial(first, now)
    assert (back["apart"], back["together"], back["min_common_hours"], back["mix"]) == (
        [[1, 2]],
        [[3, 4], [4, 5]],
        2,
        "1",
    )
    assert rules_from({**back, "seed": 1}, 5) == {**first, "apart": [[1, 2]]}


def test_levels_of_earlier_rules_are_shown_as_they_were():
    rules = {"size_min": 3, "size_max": 5, "levels": {"skill_balance": 5, "weakest_team": 4}}
    back = _initial(rules, SIX)
    assert [back[f"level_{name}"] for name in ("skill_balance", "skill_hole", "weakest_team", "topic_rank")] == [
        "5",
        "2",
        "4",
        "0",
    ]


def test_answers_in_free_text_are_no_kinds_of_people():
    free = [somebody(pk, attributes=[f"note: {pk}", "kind: a"]) for pk in range(1, 15)]
    form = form_of(None, frozen(free))
    assert [value for value, _label in form.fields["never_alone"].choices] == ["kind: a"]


def test_looks_are_counted_by_people():
    assert [budget_of(name, 38) for name in ("quick", "normal", "thorough")] == [152_000, 0, 3_800_000]
    assert budget_of("thorough", 2_000) == 150_000_000
    assert [_budget_name(budget_of(name, 38)) for name in ("quick", "normal", "thorough")] == [
        "quick",
        "normal",
        "thorough",
    ]


def test_exchange_rates_are_told_in_points_and_in_steps_of_a_wish():
    rates = {criterion.name: exchange_rate(criterion) for criterion in CRITERIA}
    assert rates["background_repeat"] == "one background met twice costs 2 points, as much as 2 steps of a wish"
    assert rates["experience_balance"] == "each year away from the mean costs 0.5 points"
    assert rates["met_before"] == "each pair who worked together costs 5 points, as much as 5 steps of a wish"
    assert rates["topic_rank"] == "each step below somebody’s first choice costs 1 point"
    assert [price("background_repeat", level) for level in (0, 1, 2, 4, 5)] == [0, 1, 2, 4, 100]
    assert price("met_before", 5) == price("met_before", 4)


def test_wishes_to_be_apart_that_only_count_are_told_as_wishes_and_not_as_acquaintance():
    people = frozen([somebody(pk) for pk in range(1, 5)], away=[[1, 2], [3, 4]], met=[[3, 4]])
    problem = problem_of(people, {"keep_away": "wish"})
    assert (problem.met_before, problem.away) == ((("1", "2"), ("3", "4")), (("1", "2"),))
    known = {"1": 1, "2": 1, "3": 2, "4": 2}
    told = [str(why_here(problem, known, person).costs[0].sentence) for person in ("1", "3")]
    assert told == [
        "One of the two would rather not be in a team with the other: Person 2.",
        "Worked with Person 4 before.",
    ]
