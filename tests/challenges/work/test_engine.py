"""The engines of teams' work, by examples and by properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.work.engine.compare import compare
from challenges.work.engine.merge import merge
from challenges.work.engine.receipts import FileFacts, fingerprint
from challenges.work.engine.shape import Criterion, Field, as_data, fields_of, read_rubric
from challenges.work.engine.thinning import MOST, superfluous
from challenges.work.engine.times import Standing, Times

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "One sentence of several words."]), max_size=12).map("\n".join)
WORDS = st.lists(st.sampled_from(["tenants", "damp", " ", "\n", "ten", "ü", "\t"]), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb", "A\nb", "a\nB", "A\nB"),
        ("a\nb\nc", "a\nb\nc\nd", "z\na\nb\nc", "z\na\nb\nc\nd"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb\nc", "a\nx\nc", "a\nx\nc\nd", "a\nx\nc\nd"),
        ("a\nb\nc", "a\nx\nc", "a\ny\nc", None),
        ("a", "a\nx", "a\ny", None),
        ("a\nb\nc", "a\nc", "a\nB\nc", None),
        ("", "mine", "theirs", None),
    ],
)
def test_merge_takes_both_or_says_that_they_clash(base, ours, theirs, merged):
    assert merge(base, ours, theirs) == merged


@given(LINES, LINES)
def test_merge_with_somebody_who_changed_nothing_is_ones_own(base, mine):
    assert (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)) == (mine, mine, mine)


@given(LINES, LINES, LINES)
def test_merge_does_not_ask_who_was_first(base, ours, theirs):
    assert merge(base, ours, theirs) == merge(base, theirs, ours)


@given(st.lists(st.text("xyz", min_size=1), min_size=3, max_size=9, unique=True), st.data())
def test_merge_of_different_lines_holds_both_changes(lines, data):
    here, there = data.draw(st.permutations(range(len(lines))))[:2]
    ours, theirs, both = list(lines), list(lines), list(lines)
    ours[here] = both[here] = "Hana's words"
    theirs[there] = both[there] = "Leo's words"
    assert merge("\n".join(lines), "\n".join(ours), "\n".join(theirs)) == "\n".join(both)


def test_merge_of_a_text_made_to_be_slow_says_that_it_clashes():
    """F-08: twenty thousand empty lines are not compared with each other."""
    assert merge("\n" * 9_000, "a" + "\n" * 9_500, "\n" * 9_900 + "b") is None


@given(WORDS, WORDS)
def test_compare_gives_both_texts_back(before, after):
    blocks = compare(before, after)
    assert "".join(piece.text for block in blocks for piece in block.left) == before
    assert "".join(piece.text for block in blocks for piece in block.right) == after
    assert any(block.is_changed for block in blocks) == (before != after)


def test_compare_names_the_words_that_changed():
    [same, changed] = compare("Who\nWe asked nine tenants.\n", "Who\nWe asked ten tenants.\n")
    pieces = [(piece.kind, piece.text) for piece in changed.pieces]
    assert (same.is_changed, pieces) == (
        False,
        [("same", "We asked"), ("same", " "), ("gone", "nine"), ("new", "ten"), ("same", " tenants.\n")],
    )


DUE = datetime(2027, 3, 19, 17, tzinfo=UTC)
GRACE = timedelta(minutes=10)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("after", "begun", "standing"),
    [
        (-TICK, None, Standing.IN_TIME),
        (timedelta(0), None, Standing.LATE),
        (timedelta(seconds=4), -TICK, Standing.IN_TIME),
        (GRACE - TICK, -TICK, Standing.IN_TIME),
        (GRACE, -TICK, Standing.LATE),
        (GRACE - TICK, timedelta(0), Standing.LATE),
        (timedelta(days=2) - TICK, None, Standing.LATE),
        (timedelta(days=2), None, Standing.CLOSED),
        (timedelta(days=2), -TICK, Standing.CLOSED),
    ],
)
def test_times_hold_their_beginning_and_not_their_end(after, begun, standing):
    """D-01: what was begun before the deadline is in time when it has arrived within the grace."""
    times = Times(DUE, GRACE, cutoff_at=DUE + timedelta(days=2))
    assert times.standing(DUE + after, None if begun is None else DUE + begun) == standing


@pytest.mark.parametrize(
    ("after", "begun", "standing"),
    [
        (timedelta(0), -TICK, Standing.LATE),
        (GRACE - TICK, -TICK, Standing.LATE),
        (GRACE, -TICK, Standing.CLOSED),
        (timedelta(0), timedelta(0), Standing.CLOSED),
        (GRACE - TICK, None, Standing.CLOSED),
    ],
)
def test_an_upload_on_its_way_at_the_cutoff_has_the_grace_after_it(after, begun, standing):
    """D-01: begun before the cut-off and there within the grace after it is late work, to the microsecond."""
    cutoff = DUE + timedelta(days=2)
    times = Times(DUE, GRACE, cutoff_at=cutoff)
    begun_at = None if begun is None else cutoff + begun
    assert times.standing(cutoff + after, begun_late_at=begun_at) == standing
    without = Times(DUE, GRACE)
    assert without.standing(DUE + GRACE, begun_late_at=DUE + GRACE - TICK) == Standing.CLOSED


def test_times_without_a_cutoff_close_with_the_grace_and_never_before_they_open():
    times = Times(DUE, GRACE, opens_at=DUE - timedelta(days=1))
    assert (times.closes_at, times.takes_late) == (DUE + GRACE, False)
    assert times.standing(DUE - timedelta(days=1, microseconds=1)) == Standing.EARLY
    assert times.is_open(DUE - timedelta(days=1)) is True


def test_extended_times_are_never_shorter():
    times = Times(DUE, GRACE, cutoff_at=DUE + timedelta(hours=1))
    assert times.extended(DUE - timedelta(days=3), None) == times
    later = times.extended(DUE + timedelta(days=3))
    assert (later.due_at, later.closes_at) == (DUE + timedelta(days=3), DUE + timedelta(days=3, minutes=10))


@given(st.lists(st.integers(0, 40 * 24 * 3600), max_size=400, unique=True))
def test_thinning_keeps_the_last_minutes_whole_and_never_the_newest_goes(ages):
    saves = [(number, DUE - timedelta(seconds=age)) for number, age in enumerate(ages)]
    gone = superfluous(saves, DUE)
    stay = [age for number, age in enumerate(ages) if number not in set(gone)]
    young = sorted(age for age in ages if age < 600)
    assert sorted(age for age in stay if age < 600) == young[:MOST]
    assert (min(stay, default=None), len(stay) <= MOST) == (min(ages, default=None), True)


def test_fingerprint_changes_with_every_part_and_not_with_the_order_of_files():
    one, two = FileFacts("a.pdf", 3, "aa"), FileFacts("b.pdf", 4, "bb")
    whole = {"about": {"version": 1}, "text": "t", "links": ["l"], "answers": {"k": "v"}, "files": [one, two]}
    changes = [{}, {"about": {"version": 2}}, {"text": "u"}, {"links": []}, {"answers": {}}, {"files": [one]}]
    prints = [fingerprint(**{**whole, **change}) for change in changes]
    assert (len(set(prints)), {len(found) for found in prints}) == (6, {64})
    assert fingerprint(**{**whole, "files": [two, one]}) == prints[0]


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        (Field("k", "People", kind="number"), "12.5", True),
        (Field("k", "People", kind="number"), "twelve", False),
        (Field("k", "Name", max_length=3), "abcd", False),
        (Field("k", "Stage", kind="choice", choices=("Idea", "Test")), "Test", True),
        (Field("k", "Stage", kind="choice", choices=("Idea", "Test")), "Else", False),
    ],
)
def test_field_accepts_what_it_asks_for(field, value, accepted):
    assert field.accepts(value) is accepted
    assert fields_of(as_data([field])) == [field]


def test_rubric_is_read_from_lines_and_dashes():
    assert read_rubric("Evidence\n- Nobody was asked\n- Ten people were asked\n\nIdea\n") == [
        Criterion("Evidence", ("Nobody was asked", "Ten people were asked")),
        Criterion("Idea", ()),
    ]
