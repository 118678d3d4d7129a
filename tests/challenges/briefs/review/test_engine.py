"""Who may read which review, where they differ, and how much a text has changed."""

from hypothesis import given
from hypothesis import strategies as st

from challenges.briefs.review.engine import (
    Slip,
    changed_share,
    is_material,
    is_open,
    lines_of,
    private_words,
    seen_by,
)

SLIPS = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=5).map(
    lambda rows: [Slip(n, 100 + n, is_extra, is_in) for n, (is_extra, is_in) in enumerate(rows)]
)


@given(SLIPS, st.integers(100, 106), st.booleans())
def test_nobody_reads_a_review_that_is_not_open(slips, person, is_organiser):
    """T2: whatever the order, nothing but the own review before all first ones are in, and never one not handed in."""
    seen = seen_by(person, slips, is_organiser=is_organiser)
    others = [slip for slip in slips if slip.number in seen and slip.reviewer != person]
    first = [slip for slip in slips if not slip.is_extra]
    mine = [slip for slip in slips if slip.reviewer == person]
    if others:
        assert len(first) >= 2
        assert all(slip.is_in for slip in [*first, *others, *mine])
        assert is_organiser or mine


@given(SLIPS)
def test_once_open_an_organiser_reads_all_that_are_in(slips):
    seen = seen_by(1, slips, is_organiser=True)
    assert seen == (frozenset(slip.number for slip in slips if slip.is_in) if is_open(slips) else frozenset())


def test_levels_two_apart_differ():
    lines = lines_of(["a", "b", "c"], [{"a": 3, "b": 2}, {"a": 1, "b": 3}])
    assert [(line.spread, line.differs) for line in lines] == [(2, True), (1, False), (0, False)]


def test_a_comma_is_not_material_and_another_text_is():
    old = {"summary": "Tenants report damp when it is too late to do anything about it at all."}
    assert changed_share(old, old) == 0.0
    assert not is_material(old, {"summary": "Tenants report damp when it is too late to do anything about it at all!"})
    assert is_material(old, {"summary": "Landlords want to know who opens a window."})
    assert not is_material({}, {})


@given(
    st.dictionaries(st.sampled_from("ab"), st.text(max_size=40)),
    st.dictionaries(st.sampled_from("ab"), st.text(max_size=40)),
)
def test_the_share_is_one_of_a_whole_and_the_same_from_both_sides(old, new):
    share = changed_share(old, new)
    assert 0.0 <= share <= 1.0
    assert (share == 0.0) == (changed_share(new, old) == 0.0)


def test_private_words_are_found_by_figures_capitals_and_runs():
    kept = "The contractor Damp4Ever wants £40,000. We are in dispute with them."
    texts = {
        "need": "They WE ARE IN DISPUTE about it.",
        "summary": "Ask damp4ever for the costs of 40.",
        "scale": "the contractor",
    }
    assert private_words(kept, texts) == [("need", "We are in dispute"), ("summary", "Damp4Ever")]
    assert private_words("", texts) == []
