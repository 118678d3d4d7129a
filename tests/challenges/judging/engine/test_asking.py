"""What the rating asks before anybody decides: of judges, of single cards, of weights, of one more score."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.judging.engine import Criterion
from challenges.judging.engine.belief import capped
from challenges.judging.engine.rating import rate
from challenges.judging.engine.weights import flip_of
from tests.challenges.judging.engine.days import card, days, drawn_day, rubric, slots, table


def judges(rating):
    return {one.id: one for one in rating.judges}


def changed(cards, judge, change):
    return [replace(one, scores=change(one.scores)) if one.judge == judge else one for one in cards]


def test_judge_who_runs_against_all_others_is_asked_about_and_kept():
    """J-20: no severity at all, and yet against everybody: a flag, and not one score less."""
    cards, criteria, pitches = drawn_day(24, 12, 6, seed=5, criteria=5)
    against = changed(cards, "j0", lambda scores: {name: 6 - score for name, score in scores.items()})
    rating = rate(against, criteria, pitches)
    assert judges(rating)["j0"].flags == ("SLOPE",)
    assert judges(rating)["j0"].slope < 0
    assert [one.id for one in rating.judges if one.flags] == ["j0"]
    assert sum(one.n for one in rating.pitches) == len(cards)


def test_judge_who_marks_as_colleagues_do_is_not_asked_about():
    rating = rate(*drawn_day(24, 12, 6, seed=5, criteria=5))
    assert [one.flags for one in rating.judges] == [()] * 12
    assert 0.6 < np.mean([one.slope for one in rating.judges]) < 1.4
    assert 0.8 < np.mean([one.spread for one in rating.judges]) < 1.2


def test_slope_and_spread_of_few_pitches_are_not_told():
    rating = rate(table([[7, 5], [5, 4]]), rubric(1, 1, 9), slots(2))
    assert [(one.slope, one.spread) for one in rating.judges] == [(None, None)] * 2


def test_targeted_low_score_is_listed_first_to_be_checked():
    """J-20: a single score that is far off is shown with how far, by judge and pitch."""
    cards, criteria, pitches = drawn_day(20, 8, 4, seed=3, criteria=5)
    target = max(rate(cards, criteria, pitches).pitches, key=lambda one: one.adjusted)
    judge = target.ledger[0].judge
    low = [
        replace(one, scores=dict.fromkeys(one.scores, 1)) if (one.judge, one.slot) == (judge, target.id) else one
        for one in cards
    ]
    slip = rate(low, criteria, pitches).slips[0]
    assert (slip.pitch, slip.judge, slip.z < -3) == (target.id, judge, True)


@pytest.mark.parametrize("day", [(12, 8, 4), (24, 12, 2), (9, 4, 4), (30, 26, 3)])
def test_winners_without_a_judge_are_those_of_the_day_without_that_judge(day):
    cards, criteria, pitches = drawn_day(*day, seed=7)
    rating = rate(cards, criteria, pitches)
    won = {one.id for one in rating.winners}
    for judge in rating.judges:
        left = rate([one for one in cards if one.judge != judge.id], criteria, pitches)
        if len(left.components) == len(rating.components):
            now = {one.id for one in left.winners}
            assert set(judge.without) == (set() if now == won else now)


@given(days())
def test_only_judge_of_a_day_leaves_nobody(day):
    cards, criteria, pitches = day
    alone = [one for one in cards if one.judge == "j0"]
    assert [one.without for one in rate(alone, criteria, pitches).judges if one.n] == [()] * bool(
        [one for one in alone if len(one.scores) == len(criteria)]
    )


def test_criteria_add_up_to_the_score_and_so_does_every_difference():
    cards, _criteria, pitches = drawn_day(12, 6, 3, criteria=3)
    criteria = [Criterion(f"c{n}", f"C{n}", weight, 1, 5) for n, weight in enumerate((50, 30, 20))]
    for one in rate(cards, criteria, pitches).pitches:
        whole = 0.5 * one.criteria["c0"] + 0.3 * one.criteria["c1"] + 0.2 * one.criteria["c2"]
        assert whole == pytest.approx(one.adjusted, abs=1e-12)


def test_smallest_shift_of_weight_makes_the_rival_draw_level():
    cards, _criteria, pitches = drawn_day(12, 6, 3, seed=1, criteria=3)
    weights = {"c0": 50.0, "c1": 30.0, "c2": 20.0}
    rating = rate(cards, [Criterion(name, name, weight, 1, 5) for name, weight in weights.items()], pitches)
    assert rating.flips
    flip = rating.flips[0]
    assert flip.points == min(one.points for one in rating.flips)
    shifted = weights | {
        flip.source: weights[flip.source] - flip.points,
        flip.target: weights[flip.target] + flip.points,
    }
    scores = {one.id: sum(shifted[name] * one.criteria[name] for name in weights) for one in rating.pitches}
    assert scores[flip.rival] == pytest.approx(scores[flip.leader], abs=1e-9)


def test_leader_in_everything_cannot_be_flipped():
    weights = np.array([0.5, 0.5])
    assert flip_of(np.array([0.9, 0.8]), np.array([0.4, 0.5]), weights) is None
    assert flip_of(np.array([0.9, 0.4]), np.array([0.5, 0.6]), weights) == pytest.approx((1 / 6, 0, 1))
    assert flip_of(np.array([0.9, 0.9]), np.array([0.5, 0.5]), weights) is None


def test_shares_of_wins_under_other_weights_sum_to_one():
    cards = [card(0, 0, 5, 1), card(1, 0, 5, 1), card(0, 1, 1, 5), card(1, 1, 1, 5), card(0, 2, 1, 1), card(1, 2, 1, 1)]
    stability = rate(cards, rubric(2), slots(3)).stability
    assert sum(stability.values()) == pytest.approx(1)
    assert stability["p2"] == 0
    assert 0.4 < stability["p0"] < 0.6


def test_stability_of_one_criterion_is_certain():
    assert dict(rate(table([[7, 8], [3, 2]]), rubric(1, 1, 9), slots(2)).stability) == {"p0": 1, "p1": 0}


def test_card_that_would_settle_it_lowers_the_variance_most():
    """Against every free card, by full matrices at each ratio that counts."""
    cards, criteria, pitches = drawn_day(9, 5, 3, seed=2, criteria=1)
    rating = rate(cards, criteria, pitches)
    first, second = (one.id for one in rating.pitches[:2])
    settle = rating.settles[0]
    assert (settle.pair, settle.is_deciding) == ((first, second), True)
    there = {(one.slot, one.judge) for one in cards}
    free = [(f"p{p}", f"j{j}") for p in range(9) for j in range(5) if (f"p{p}", f"j{j}") not in there]
    barred = rate(cards, criteria, pitches, [(settle.judge, settle.pitch)]).settles[0]
    assert (barred.pitch, barred.judge) != (settle.pitch, settle.judge)
    after = {cell: variance([*there, cell], 0.7, first, second) for cell in free}
    assert after[settle.pitch, settle.judge] < np.quantile(list(after.values()), 0.1)
    assert settle.variance_after < settle.variance_before


def variance(cells, ratio, one, two):
    """The variance of a difference in units of the noise, for these (pitch, judge) cells."""
    names = sorted({cell[0] for cell in cells})
    known = np.zeros((len(names), len(names)))
    for judge in {cell[1] for cell in cells}:
        seen = np.array([float((name, judge) in cells) for name in names])
        known += np.diag(seen) - np.outer(seen, seen) * ratio**2 / (1 + ratio**2 * seen.sum())
    gap = np.array([float(name == one) - float(name == two) for name in names])
    return gap @ np.linalg.inv(known) @ gap


def test_complete_day_has_nothing_more_to_ask():
    assert rate(table([[7, 8, 6], [3, 2, 4]]), rubric(1, 1, 9), slots(2)).settles == ()


def test_reliability_is_the_analysis_of_variance_on_a_complete_day():
    rows = np.array([[7, 8, 6, 7], [5, 6, 3, 6], [2, 4, 2, 1], [6, 9, 5, 6], [3, 3, 1, 4]]) / 8.0
    rating = rate(table((rows * 8).astype(int).tolist()), rubric(1, 0, 8 + 1), slots(5))
    rows = rows * 8 / 9
    grand = rows.mean()
    pitch = 4 * np.sum((rows.mean(axis=1) - grand) ** 2) / 4
    judge = 5 * np.sum((rows.mean(axis=0) - grand) ** 2) / 3
    rest = np.sum((rows - rows.mean(axis=1, keepdims=True) - rows.mean(axis=0) + grand) ** 2) / 12
    vp, vj = (pitch - rest) / 4, (judge - rest) / 5
    found = rating.deviations
    assert (found.pitch**2, found.judge**2, found.residual**2) == pytest.approx((vp, vj, rest), abs=1e-12)
    g, phi, g_next = vp / (vp + rest / 4), vp / (vp + (vj + rest) / 4), vp / (vp + rest / 5)
    assert (rating.reliability.g, rating.reliability.phi, rating.reliability.g_next) == pytest.approx((g, phi, g_next))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6))
def test_shares_that_are_cut_stay_under_their_limits(pairs):
    share = np.array([one for one, _most in pairs])
    share = share / share.sum() if share.sum() > 0 else np.full(len(pairs), 1 / len(pairs))
    most = np.array([most for _one, most in pairs])
    found = capped(share, most)
    assert (found <= most).all()
    assert found.sum() <= 1 + 1e-9


def test_efficiency_of_a_linked_design_is_under_its_bound():
    """The bound of the design: P (k - 1) / ((P - 1) k) for k pitches a judge."""
    bound = 24 * (8 - 1) / ((24 - 1) * 8)
    assert 0.8 * bound < rate(*drawn_day(24, 12, 4)).efficiency < bound
