"""The running order: drawn by lot, every rule kept, what contradicts told in words."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.pitchdays.engine.running_order import CannotDraw, Pause, Talk, draw, problems, times

TEN = 10 * 60


def talks(count, minutes=15):
    return [Talk(number, f"T{number}", minutes) for number in range(1, count + 1)]


def starts_of(order):
    return dict(zip(order.talks, order.starts, strict=True))


@given(st.integers(1, 30), st.integers(0, 99), st.randoms(use_true_random=False))
def test_everybody_pitches_once_and_rows_in_any_order_give_the_same(count, seed, shuffle):
    rows = talks(count)
    first = draw(rows, TEN, [], seed=seed)
    shuffle.shuffle(rows)
    assert (draw(rows, TEN, [], seed=seed), sorted(first.talks)) == (first, list(range(1, count + 1)))
    assert list(first.starts) == [TEN + 15 * place for place in range(count)]


@given(st.integers(4, 24), st.integers(0, 99))
def test_rules_hold_in_every_order_that_is_drawn(count, seed):
    """The owner is there from a time, two teams of one challenge stand apart, a pause stays free."""
    rows = [replace(talk, brief=(talk.id + 1) // 2, brief_name="B") for talk in talks(count)]
    rows[0] = replace(rows[0], not_before=TEN + 15 * (count // 2))
    rows[1] = replace(rows[1], not_after=TEN + 15 * (count // 2))
    pause = Pause(TEN + 20, TEN + 50)
    order = draw(rows, TEN, [pause], seed=seed)
    by_id = {talk.id: talk for talk in rows}
    assert problems([by_id[one] for one in order.talks], TEN, [pause]) == []
    starts = starts_of(order)
    assert (starts[1] >= rows[0].not_before, starts[2] <= rows[1].not_after) == (True, True)
    assert [one for one in order.starts if one < pause.ends and one + 15 > pause.starts] == []
    neighbours = zip(order.talks, order.talks[1:], strict=False)
    assert [pair for pair in neighbours if by_id[pair[0]].brief == by_id[pair[1]].brief] == []


def test_each_order_that_keeps_the_rules_is_as_likely_as_any_other():
    rows = talks(3)
    rows[0] = replace(rows[0], not_before=TEN + 15)
    drawn = Counter(draw(rows, TEN, [], seed=seed).talks for seed in range(600))
    assert sorted(drawn) == [(2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]
    assert all(100 < count < 200 for count in drawn.values())


def test_a_longer_slot_moves_all_that_follow():
    rows = talks(3)
    assert times([replace(rows[0], minutes=25), *rows[1:]], TEN, []) == [TEN, TEN + 25, TEN + 40]


def test_only_pitches_of_a_judge_wait_for_the_judges_break():
    rows = [replace(talk, judges=frozenset({talk.id})) for talk in talks(3)]
    pause = Pause(TEN + 15, TEN + 45, judge=2)
    assert times(rows, TEN, [pause]) == [TEN, TEN + 45, TEN + 60]
    assert times([rows[0], rows[2], rows[1]], TEN, [pause]) == [TEN, TEN + 15, TEN + 45]


def test_a_move_tells_what_it_breaks():
    rows = [replace(talk, brief=1 if talk.id < 3 else 2) for talk in talks(4)]
    rows[3] = replace(rows[3], not_before=TEN + 45, not_after=TEN + 45)
    order = [rows[3], rows[0], rows[1], rows[2]]
    assert [(one.talk, str(one.sentence)) for one in problems(order, TEN, [])] == [
        (4, "T4 would begin at 10:00, not before 10:45 as it should."),
        (2, "T2 follows T1 on the same challenge."),
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"not_before": TEN + 200},
            "T1 may not begin before 13:20, but even as the last it begins at 10:45: "
            "begin the day later, or plan a break.",
        ),
        ({"not_after": TEN - 60}, "T1 has to begin by 09:00, but even as the first it begins at 10:00."),
        (
            {"not_before": TEN + 30, "not_after": TEN + 15},
            "T1 may not begin before 10:30 and not after 10:15: no time is left.",
        ),
    ],
)
def test_a_rule_that_nothing_can_keep_is_told(changed, told):
    rows = talks(4)
    rows[0] = replace(rows[0], **changed)
    with pytest.raises(CannotDraw) as refused:
        draw(rows, TEN, [], seed=1)
    assert str(refused.value) == told


def test_a_challenge_with_more_than_half_of_the_teams_is_told():
    rows = [replace(talk, brief=7, brief_name="Housing") if talk.id < 4 else talk for talk in talks(4)]
    with pytest.raises(CannotDraw) as refused:
        draw(rows, TEN, [], seed=1)
    assert str(refused.value) == "3 of 4 teams work on “Housing”: two of them have to follow each other."


def test_rules_that_contradict_each_other_are_named_with_the_way_out():
    rows = talks(4)
    rows[0] = replace(rows[0], not_after=TEN)
    rows[1] = replace(rows[1], not_after=TEN)
    with pytest.raises(CannotDraw) as refused:
        draw(rows, TEN, [], seed=1)
    assert [str(one) for one in refused.value.sentences] == [
        "No order keeps all these rules together.",
        "It would work without this one: T1 by 10:00.",
        "It would work without this one: T2 by 10:00.",
    ]


def test_narrow_rules_are_kept_where_the_lot_alone_would_not_find_an_order():
    rows = talks(12)
    rows = [replace(talk, not_before=TEN + 15 * (talk.id - 1), not_after=TEN + 15 * (talk.id - 1)) for talk in rows]
    order = draw(rows, TEN, [], seed=3)
    assert (order.talks, order.drawn) == (tuple(range(1, 13)), 0)
