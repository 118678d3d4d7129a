"""Tests of giving briefs to teams: the best there is, in any order, with the price of what was not given."""

import random
import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.briefs.engine.allocation import Brief, CannotAllocate, Wishes, describe, ordinal
from challenges.briefs.engine.solve import allocate


def briefs(*places):
    return [Brief(f"B{number}", f"Brief {number}", count) for number, count in enumerate(places, 1)]


def wishes(team, *ranking, locked=""):
    return Wishes(team, team, ranking, locked)


def said(allocation):
    return [str(line.sentence) for line in allocation.lines]


def test_teams_get_what_costs_least_in_all_and_are_told_why():
    teams = [wishes("Kite", "B1", "B2", "B3"), wishes("Loom", "B1", "B3", "B2"), wishes("Quarry", "B3", "B1", "B2")]
    allocation = allocate(teams, briefs(1, 1, 1))
    assert allocation.brief_of == {"Kite": "B2", "Loom": "B1", "Quarry": "B3"}
    assert (allocation.cost, allocation.worst_choice, allocation.by_choice) == (1, 2, {1: 2, 2: 1})
    assert said(allocation) == [
        "Kite got its 2nd choice; its 1st went to Loom, because giving it to Kite would cost others 2 places in all.",
        "Loom got its 1st choice.",
        "Quarry got its 1st choice.",
    ]


def test_brief_not_ranked_counts_as_one_after_the_last():
    allocation = allocate([wishes("Kite", "B1"), wishes("Loom", "B1"), wishes("Moss")], briefs(1, 1, 1))
    assert [(line.choice, line.is_ranked) for line in allocation.lines] == [(1, True), (2, False), (1, False)]
    assert said(allocation)[1:] == [
        "Loom got a brief it did not rank; its 1st went to Kite, "
        "because giving it to Loom would cost others 1 place in all.",
        "Moss ranked no briefs.",
    ]


def test_brief_with_several_places_goes_to_several_teams():
    allocation = allocate([wishes(name, "B1", "B2") for name in "ABC"], briefs(2, 1))
    assert sorted(allocation.brief_of.values()) == ["B1", "B1", "B2"]


def test_among_equal_sums_nobody_is_left_far_behind():
    """Two second choices are kinder than a first and a third."""
    teams = [wishes("A", "B1", "B2", "B3"), wishes("B", "B1", "B3", "B2"), wishes("C", "B3", "B2", "B1")]
    assert allocate(teams, briefs(1, 1, 1)).worst_choice == 2


def test_brief_that_an_organiser_set_is_kept():
    teams = [wishes("Kite", "B1", "B2"), wishes("Loom", "B1", "B2", locked="B1")]
    allocation = allocate(teams, briefs(1, 1))
    assert [(line.brief, line.is_locked) for line in allocation.lines] == [("B2", False), ("B1", True)]
    assert said(allocation) == [
        "Kite got its 2nd choice; its 1st went to Loom, as an organiser set it.",
        "Loom got its 1st choice; an organiser set it.",
    ]


def test_first_choice_that_is_not_offered_is_told():
    assert said(allocate([wishes("Kite", "B9", "B1")], briefs(1))) == [
        "Kite got its 2nd choice; its 1st is not offered."
    ]


@pytest.mark.parametrize(
    ("teams", "offered", "words"),
    [
        (
            [wishes("A"), wishes("B")],
            briefs(1),
            "There are 1 places in briefs for 2 teams. Publish more briefs or add places.",
        ),
        (
            [wishes("A", locked="B1"), wishes("B", locked="B1")],
            briefs(1, 5),
            "2 teams are set to “Brief 1”, which has 1 places.",
        ),
        ([wishes("A", locked="B7")], briefs(1), "A team is set to a brief that is not offered."),
        ([wishes("A"), wishes("A")], briefs(5), "A team or a brief is in the list twice."),
    ],
)
def test_what_cannot_be_allocated_is_told_in_words(teams, offered, words):
    with pytest.raises(CannotAllocate) as raised:
        allocate(teams, offered)
    assert str(raised.value) == str(raised.value.message) == words


def test_no_teams_need_no_briefs():
    assert allocate([], []).lines == ()
    assert allocate([], []).worst_choice == 0


def test_allocation_by_hand_is_told_in_the_same_words():
    teams = [wishes("Kite", "B1", "B2"), wishes("Loom", "B1")]
    allocation = describe(teams, briefs(1, 1), {"Kite": "B2", "Loom": "B1"})
    assert (allocation.cost, allocation.is_best) == (1, False)
    assert said(allocation) == ["Kite got its 2nd choice.", "Loom got its 1st choice."]
    with pytest.raises(CannotAllocate) as raised:
        describe(teams, briefs(1, 1), {"Kite": "B1", "Loom": "B1"})
    assert str(raised.value) == "2 teams are given “Brief 1”, which has fewer places."


def test_ordinals_are_english():
    assert [str(ordinal(n)) for n in (1, 2, 3, 11, 12, 21, 22, 23, 24, 111)] == [
        "1st", "2nd", "3rd", "11th", "12th", "21st", "22nd", "23rd", "24th", "111th",
    ]  # fmt: skip


@st.composite
def cases(draw, most=5):
    places = draw(st.lists(st.integers(0, 2), min_size=1, max_size=most))
    offered = briefs(*places)
    ids = [brief.id for brief in offered]
    count = draw(st.integers(1, most))
    if sum(places) < count:
        offered.append(Brief("B9", "Brief 9", count))
        ids.append("B9")
    rankings = [draw(st.permutations(ids)) for _team in range(count)]
    cuts = [draw(st.integers(0, len(ids))) for _team in range(count)]
    return [
        wishes(f"T{n}", *ranking[:cut]) for n, (ranking, cut) in enumerate(zip(rankings, cuts, strict=True))
    ], offered


def by_hand(teams, offered):
    """Return sum and sum of squares of the best allocation, by trying all."""
    columns = [brief.id for brief in offered for _place in range(min(brief.places, len(teams)))]
    return min(
        (sum(costs), sum(cost**2 for cost in costs))
        for given in set(permutations(columns, len(teams)))
        for costs in [[team.choice(brief) - 1 for team, brief in zip(teams, given, strict=True)]]
    )


@settings(deadline=None, max_examples=60)
@given(cases())
def test_allocation_is_the_best_there_is(case):
    """Against brute force."""
    teams, offered = case
    allocation = allocate(teams, offered)
    costs = [line.choice - 1 for line in allocation.lines]
    assert (sum(costs), sum(cost**2 for cost in costs)) == by_hand(teams, offered)


@settings(deadline=None, max_examples=60)
@given(cases(most=4))
def test_price_of_a_first_choice_is_what_others_would_lose(case):
    """Against brute force: the first choice is set by hand and all others do their best."""
    teams, offered = case
    allocation = allocate(teams, offered)
    for line, team in zip(allocation.lines, teams, strict=True):
        if "would cost others" in str(line.sentence):
            forced = [Wishes(one.team, one.name, one.ranking, team.ranking[0] if one is team else "") for one in teams]
            lost = allocate(forced, offered).cost - (allocation.cost - (line.choice - 1))
            assert dict(line.sentence.values)["price"] == lost


@settings(deadline=None, max_examples=60)
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_teams_and_briefs_does_not_matter(case, chance: random.Random):
    teams, offered = case
    assert allocate(chance.sample(teams, len(teams)), chance.sample(offered, len(offered))) == allocate(teams, offered)


def test_large_cohort_is_allocated_at_once():
    """350 teams and 60 briefs, in well under a second on a busy machine; the bench measures it to the millisecond."""
    chance = random.Random(1)
    offered = briefs(*([6] * 60))
    ids = [brief.id for brief in offered]
    teams = [wishes(f"T{n:03}", *chance.sample(ids, 8)) for n in range(350)]
    begun = time.perf_counter()
    allocation = allocate(teams, offered)
    assert time.perf_counter() - begun < 0.5
    assert len(allocation.lines) == 350
