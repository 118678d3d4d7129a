"""Codes that can be typed, who may choose what, counting."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.audience.engine import (
    ALPHABET,
    CODES,
    LENGTH,
    MOST_OPTIONS,
    Choice,
    Group,
    Rules,
    barred,
    code_text,
    leaders,
    marks_of,
    places_of,
    spaced,
    tally,
    tidy_code,
)

numbers = st.integers(0, CODES - 1)


@given(numbers)
def test_a_code_is_known_however_it_is_typed(number):
    text = code_text(number)
    assert (len(text), tidy_code(f" {text[:4].lower()} - {text[4:]}")) == (LENGTH, text)
    assert tidy_code(spaced(text)) == text


@given(numbers, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_no_code(number, place, sign):
    text = code_text(number)
    slip = text[:place] + sign + text[place + 1 :]
    assert tidy_code(slip) == (text if sign == text[place] else "")


@given(numbers, st.integers(0, LENGTH - 3))
def test_two_swapped_signs_are_no_code(number, place):
    text = code_text(number)
    slip = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert tidy_code(slip) == (text if text[place] == text[place + 1] else "")


@pytest.mark.parametrize("typed", ["", "ABC", "0O1IL234", "\x00" * 8, "ÄÖÜ23456", "A" * 400])
def test_what_cannot_be_a_code_is_none(typed):
    assert tidy_code(typed) == ""


def test_different_numbers_have_different_codes():
    draw = random.Random(1)
    drawn = {draw.randrange(CODES) for _ in range(5000)}
    assert len({code_text(number) for number in drawn}) == len(drawn)


TEAMS = [
    Choice("a", "lantern", frozenset({"DWP", "Calder & Finch"})),
    Choice("b", "compass", frozenset({"DWP"})),
    Choice("c", "kite", frozenset({"HMRC"})),
]


@pytest.mark.parametrize(
    ("group", "rules", "expected"),
    [
        (Group(frozenset({"lantern"}), "DWP"), Rules(1, True, True), {"a": "team", "b": "employer"}),
        (Group(frozenset({"lantern"}), "DWP"), Rules(1, True, False), {"a": "team"}),
        (Group(frozenset(), "HMRC"), Rules(1, True, True), {"c": "employer"}),
        (Group(frozenset({"lantern"}), "DWP"), Rules(), {}),
        (Group(), Rules(1, True, True), {}),
    ],
)
def test_the_own_team_and_the_own_employers_teams_are_barred_as_the_rules_say(group, rules, expected):
    """V-03: the rule is the event's, the group is the code's."""
    assert barred(TEAMS, group, rules) == expected


def test_whom_the_employer_rule_would_leave_no_team_may_vote_for_all_but_their_own():
    """V-03: nobody comes to vote and may choose nothing."""
    everywhere = [Choice(one.key, one.team, frozenset({"DWP"})) for one in TEAMS]
    assert barred(everywhere, Group(frozenset({"kite"}), "DWP"), Rules(1, True, True)) == {"c": "team"}


@given(st.sets(st.integers(0, MOST_OPTIONS - 1)))
def test_marks_hold_what_was_chosen(places):
    assert places_of(marks_of(places)) == sorted(places)


@given(st.lists(st.sets(st.integers(0, 5), min_size=1, max_size=3)))
def test_the_tally_is_what_a_hand_count_gives(ballots):
    counted = tally([(marks_of(one), 1) for one in ballots], 6)
    assert counted == [sum(place in one for one in ballots) for place in range(6)]


def test_leaders_are_all_who_are_level_and_nobody_without_a_vote():
    assert (leaders([3, 1, 3]), leaders([0, 0]), leaders([])) == ([0, 2], [], [])
