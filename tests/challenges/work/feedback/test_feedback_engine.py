"""Paragraphs by number, and where one of them stands in a newer text."""

from hypothesis import given
from hypothesis import strategies as st

from challenges.work.feedback.engine import CHANGED, GONE, SAME, Place, alike, followed, paragraphs

TEXT = "## Whose problem\n\nNine tenants.\n\n- one\n- two\n\n\n```\na\n\nb\n```\n\nThe end."


def test_paragraphs_are_parted_by_empty_lines_with_their_heading_and_whole_fences():
    assert paragraphs(TEXT) == ["## Whose problem\n\nNine tenants.", "- one\n- two", "```\na\n\nb\n```", "The end."]
    assert (paragraphs(""), paragraphs(" \n\n "), paragraphs("# Alone")) == ([], [], ["# Alone"])


def test_a_paragraph_is_followed_word_for_word_then_by_likeness_else_it_is_gone():
    newer = ["A new beginning.", "We asked nine tenants of two streets.", "The end."]
    assert followed("The end.", 2, newer) == Place(SAME, 3, "The end.")
    assert followed("We asked nine tenants.", 1, newer) == Place(CHANGED, 2, newer[1])
    assert followed("Nobody knows whom to ring.", 1, newer) == Place(GONE)
    assert followed("The end.", 1, []) == Place(GONE)


def test_of_several_that_fit_the_nearest_is_taken():
    assert followed("Yes.", 3, ["Yes.", "No.", "Yes."]).number == 3
    assert followed("Yes.", 1, ["Yes.", "No.", "Yes."]).number == 1


@given(st.lists(st.sampled_from(["# h", "word", "two words", "", " ", "```", "- a"]), max_size=12))
def test_no_line_is_lost_or_doubled(lines):
    """What stands in the paragraphs, in their order, are the lines of the text."""
    kept = [line for paragraph in paragraphs("\n".join(lines)) for line in paragraph.splitlines() if line.strip()]
    assert kept == [line for line in lines if line.strip()]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_words(one, other):
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == (1.0 if one.split() else 0.0)


@given(st.text(max_size=80))
def test_the_same_text_is_followed_to_itself(text):
    rows = paragraphs(text)
    assert [followed(row, at, rows) for at, row in enumerate(rows, start=1)] == [
        Place(SAME, at, row) for at, row in enumerate(rows, start=1)
    ]
