"""Who sees whom: balanced, linked, without conflicts, repeatable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.pitchdays.engine import TooFewJudges, assign, is_linked

DAYS = st.tuples(st.integers(2, 24), st.integers(2, 12), st.integers(1, 4), st.integers(0, 99))


@given(DAYS)
def test_every_pitch_has_its_judges_and_loads_differ_by_one(day):
    pitches, judges, each, seed = day
    each = min(each, judges)
    design = assign(range(pitches), range(judges), (), each=each, seed=seed)
    loads = [sum(judge in seen for seen in design.judges_of.values()) for judge in range(judges)]
    assert {len(seen) for seen in design.judges_of.values()} == {each}
    assert max(loads) - min(loads) <= 1


@given(DAYS, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(day, shuffle):
    pitches, judges, each, seed = day
    rows, seats = list(range(pitches)), list(range(judges))
    first = assign(rows, seats, (), each=min(each, judges), seed=seed)
    shuffle.shuffle(rows)
    shuffle.shuffle(seats)
    assert assign(rows, seats, (), each=min(each, judges), seed=seed) == first


@given(st.integers(3, 12), st.integers(0, 99), st.data())
def test_no_judge_with_a_conflict_sees_the_pitch(pitches, seed, data):
    conflicts = data.draw(st.sets(st.tuples(st.integers(0, 1), st.integers(0, pitches - 1)), max_size=6))
    design = assign(range(pitches), range(6), conflicts, each=3, seed=seed)
    assert [(judge, pitch) for judge, pitch in conflicts if judge in design.judges_of[pitch]] == []


def test_too_few_judges_are_named_before_anything_is_drawn():
    with pytest.raises(TooFewJudges) as error:
        assign([1, 2], [10, 11], [(10, 2)], each=2, seed=1)
    assert (error.value.pitch, error.value.free, error.value.wanted) == (2, 1, 2)


def test_linked_means_one_chain_of_shared_judges():
    assert (is_linked({1: (7, 8), 2: (8, 9)}), is_linked({1: (7,), 2: (8,)}), is_linked({})) == (True, False, True)
