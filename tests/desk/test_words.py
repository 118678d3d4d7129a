"""Turns of phrase of the homes."""

from datetime import date

import pytest

from cohorts.models import Cohort, CohortWeek
from desk.words import lower_first, names_words, span_words, week_words

COHORT = Cohort(name="Spring 2027", starts_on=date(2027, 2, 8))


@pytest.mark.parametrize(
    "names, words",
    [
        ([], ""),
        (["Kite"], "Kite"),
        (["Kite", "Loom"], "Kite and Loom"),
        (["Kite", "Loom", "Harbour", "Lantern"], "Kite, Loom, Harbour and Lantern"),
        (["Kite", "Loom", "Harbour", "Lantern", "Quarry"], "Kite, Loom, Harbour and 2 more"),
    ],
)
def test_names_are_joined_and_cut(names, words):
    assert names_words(names) == words


@pytest.mark.parametrize("title, words", [("User research", "user research"), ("AI ethics", "AI ethics"), ("X", "X")])
def test_title_stands_inside_a_sentence(title, words):
    assert lower_first(title) == words


@pytest.mark.parametrize(
    "monday, words",
    [
        (date(2027, 2, 1), "Mon 1 to Fri 5 February"),
        (date(2027, 3, 29), "Mon 29 March to Fri 2 April"),
    ],
)
def test_week_tells_its_days(monday, words):
    assert span_words(CohortWeek(starts_on=monday)) == words


@pytest.mark.parametrize(
    "week, today, words",
    [
        (CohortWeek(number=5, title="User research"), date(2027, 3, 9), "Week 5 of 12, user research"),
        (None, date(2027, 2, 7), "The first week begins in 1 day"),
        (None, date(2027, 1, 30), "The first week begins in 9 days"),
        (None, date(2027, 6, 1), "The twelve weeks ended on Fri 30 Apr 2027"),
    ],
)
def test_week_is_told_before_during_and_after(week, today, words):
    assert week_words(COHORT, week, today) == words
