"""What is weak about a rubric, in words."""

import pytest

from challenges.pitchdays.checks import weaknesses
from challenges.pitchdays.library import LIBRARY


def criterion(name, weight=50, question="", *, words=("a", "b"), low=1, reason_at_ends=False):
    levels = [{"value": value, "name": "", "wording": text} for value, text in enumerate(words, start=low)]
    return {
        "name": name,
        "weight": weight,
        "question": question,
        "reason_at_ends": reason_at_ends,
        "levels": levels,
    }


def told(*rubric):
    return [one.words for one in weaknesses(rubric)]


NEED = criterion("Need", question="Who has this problem?")
IDEA = criterion("Idea", question="Does the solution fit?")


def test_a_sound_rubric_has_no_weakness():
    assert told(NEED, IDEA) == []


def test_an_empty_rubric_is_told():
    assert told() == ["There is no criterion yet: judges have nothing to score."]


def test_two_criteria_that_ask_the_same_thing_are_named():
    twin = criterion("Users", question="Who really has the problem?")
    assert told(NEED, twin) == ["“Need” and “Users” seem to ask the same thing: what is good there counts twice."]


def test_a_criterion_that_counts_more_than_half_is_named():
    heavy = criterion("Need", 70, "Who has this problem?")
    assert told(heavy, criterion("Idea", 30, "Does the solution fit?")) == [
        "“Need” counts more than half: 70 of 100. The others hardly matter."
    ]


def test_a_criterion_that_counts_next_to_nothing_is_named():
    light = criterion("Idea", 1, "Does the solution fit?")
    other = criterion("Team", 48, "Was the work shared?")
    assert told(NEED, light, other) == [
        "“Need” counts more than half: 51 of 100. The others hardly matter.",
        "“Idea” counts 1 of 100: it costs a judge’s time and changes next to nothing.",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("a", "b", "", "d", "e"), "Wording is missing for level 3 of “Need”."),
        (("a", "", "", "d", "e"), "Wording is missing for levels 2, 3 of “Need”."),
        (("", "b", "c", "d", "e"), "Wording is missing for level 1 of “Need”: judges need both ends in words."),
        (
            ("a", "b", "b", "d", "e"),
            "Two levels of “Need” have the same words: nobody can choose between them.",
        ),
    ],
)
def test_missing_and_doubled_words_are_told_by_level(words, sentence):
    one = criterion("Need", question="Who has this problem?", words=words)
    other = criterion("Idea", question="Does the solution fit?", words=tuple("abcde"))
    assert told(one, other) == [sentence]


def test_ranges_that_differ_and_reasons_for_every_level_are_told():
    long = criterion("Idea", question="Does the solution fit?", words=tuple("abcdef"), low=0)
    short = criterion("Need", question="Who has this problem?", reason_at_ends=True)
    assert told(short, long) == [
        "Criteria have different ranges (0–5, 1–2): they count as they should, but fingers slip.",
        "“Need” has two levels and both need a reason: judges will write a lot.",
    ]


def test_the_rubrics_of_the_library_have_nothing_but_levels_left_silent_on_purpose():
    assert {ready.key: [one.words for one in weaknesses(ready.criteria())] for ready in LIBRARY} == {
        "pilot": [],
        "short": [],
        "ten": [
            f"Wording is missing for levels 2, 3, 5, 6, 8, 9 of “{name}”."
            for name in ("Evidence", "Answer", "Use to others", "Clarity")
        ],
    }
