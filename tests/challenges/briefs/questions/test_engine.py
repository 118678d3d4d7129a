"""Which questions are alike, which names stand in a text, and by when an answer is expected."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.briefs.questions.engine import alike, named_in, words_in, working_days_after
from challenges.briefs.questions.times import due_after
from cohorts.models import Cohort


def test_words_say_something_and_plurals_are_singulars():
    assert words_in("Which of the homes’ sensors are in the bodies of 3 bus-es?") == {
        "home",
        "sensor",
        "body",
        "3",
        "bus",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How many homes have a sensor?", [("a", ("home", "sensor"))]),
        ("May we visit the contractor?", []),
        # One word in common is not enough.
        ("Who pays for sensors?", []),
        ("", []),
        ("the and of", []),
    ],
)
def test_alike_is_a_matter_of_shared_words(text, found):
    known = {"a": "Which homes have sensors now?", "b": "Who may read the data?", "c": ""}
    assert [(one.key, one.words) for one in alike(text, known)] == found


def test_the_likest_comes_first_and_no_more_than_wanted():
    known = {str(n): f"damp mould {'sensor ' * (n > 2)}ward{n} tenant{n}" for n in range(6)}
    found = alike("damp mould sensor report", known)
    assert ([one.key for one in found], len(alike("damp mould", known, most=2))) == (["3", "4", "5"], 2)


@given(st.text(max_size=60), st.text(max_size=60))
def test_alike_is_symmetric_and_gives_reasons(one, other):
    there, back = alike(one, {"x": other}), alike(other, {"x": one})
    assert there == back
    assert all(set(found.words) == words_in(one) & words_in(other) and 0 < found.share <= 1 for found in there)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Team KITE asks", ["Kite"]),
        ("we at Kite’s table", ["Kite"]),
        ("a kitemark", []),
        ("the two of Blue   Door", ["Blue Door"]),
        ("a blue car, a door", []),
    ],
)
def test_names_are_found_as_whole_words(text, named):
    assert named_in([text], ["Kite", "Blue Door", "", "  "]) == named


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2027, 3, 9), 2, date(2027, 3, 11)),
        (date(2027, 3, 12), 2, date(2027, 3, 16)),
        (date(2027, 3, 13), 2, date(2027, 3, 16)),
        (date(2027, 3, 14), 1, date(2027, 3, 15)),
        (date(2027, 3, 12), 10, date(2027, 3, 26)),
    ],
)
def test_working_days_leave_out_weekends(day, count, then):
    assert working_days_after(day, count) == then


def test_an_answer_is_due_at_the_same_time_on_the_cohorts_clocks():
    """D-03: over the night in which clocks go forward, and in an hour that another zone leaves out."""
    friday = datetime(2027, 3, 26, 16, 0, tzinfo=UTC)
    assert due_after(friday, 2, Cohort(zone="Europe/London")) == datetime(2027, 3, 30, 15, 0, tzinfo=UTC)
    # Clocks in Gaza went forward on a working day's midnight.
    night = datetime(2023, 4, 26, 21, 30, tzinfo=UTC)
    assert due_after(night, 2, Cohort(zone="Asia/Gaza")) == datetime(2023, 4, 28, 21, 30, tzinfo=UTC)
