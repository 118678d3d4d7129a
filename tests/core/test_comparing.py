"""Comparing two texts: both sides can be put together again, and the marks fall on whole words."""

from hypothesis import given
from hypothesis import strategies as st

from core.comparing import GONE, MOST_WORDS, NEW, SAME, Piece, compare, differs, new_side, old_side, text_of

WORDS = st.lists(st.sampled_from(["damp", "a", "the ", "\n", " ", "sensor", "\r\n", "é", "​", "tenants,"]))
TEXTS = WORDS.map("".join) | st.text(max_size=80)


@given(TEXTS, TEXTS)
def test_each_side_joined_is_its_text(old, new):
    pieces = compare(old, new)
    assert text_of(old_side(pieces)) == old
    assert text_of(new_side(pieces)) == new


@given(TEXTS, TEXTS)
def test_pieces_are_never_empty_and_kinds_alternate(old, new):
    pieces = compare(old, new)
    assert [piece for piece in pieces if not piece.text] == []
    assert [pair for pair in zip(pieces, pieces[1:], strict=False) if pair[0].kind == pair[1].kind] == []
    assert [pair for pair in zip(pieces, pieces[1:], strict=False) if (pair[0].kind, pair[1].kind) == (NEW, GONE)] == []


@given(TEXTS)
def test_a_text_compared_with_itself_does_not_differ(text):
    assert compare(text, text) == ([Piece(SAME, text)] if text else [])
    assert not differs(compare(text, text))


def test_one_changed_word_is_marked_alone():
    pieces = compare("Damp is found too late.", "Mould is found too late.")
    assert pieces == [Piece(GONE, "Damp "), Piece(NEW, "Mould "), Piece(SAME, "is found too late.")]


def test_short_words_between_changes_join_them():
    pieces = compare("Sensors in homes report.", "People of homes write.")
    assert pieces == [
        Piece(GONE, "Sensors in "),
        Piece(NEW, "People of "),
        Piece(SAME, "homes "),
        Piece(GONE, "report."),
        Piece(NEW, "write."),
    ]
    assert compare("old a old", "new a new") == [Piece(GONE, "old a old"), Piece(NEW, "new a new")]


def test_a_passage_too_long_to_compare_is_replaced_whole():
    old = " ".join(["word"] * (MOST_WORDS + 1))
    assert compare(old, "other " + old) == [Piece(GONE, old), Piece(NEW, "other " + old)]
