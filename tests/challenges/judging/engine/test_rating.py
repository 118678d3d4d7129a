"""Properties of the rating that hold on every day, and the figures of a small one."""

import json
import random
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.judging.engine import BadScores, Card, Criterion, Slot, rank
from challenges.judging.engine.rating import rate
from tests.challenges.judging.engine.days import card, days, drawn_day, rubric, slots, table


def codes(rating):
    return {code.code for code in rating.codes}


def scored(rating):
    return [one for one in rating.pitches if one.n]


def by_id(rating):
    return {one.id: one for one in rating.pitches}


def moved(one, by):
    return replace(one, scores={name: score + by for name, score in one.scores.items()})


@given(days())
def test_every_ledger_sums_to_the_score_shown(day):
    """J-20: what judges gave and what severity adds are lines that anybody can add up."""
    for pitch in rate(*day).pitches:
        assert pitch.n == len(pitch.ledger)
        if pitch.n:
            assert sum(line.counts_as for line in pitch.ledger) / pitch.n == pytest.approx(pitch.adjusted, abs=1e-12)
            assert sum(line.given for line in pitch.ledger) / pitch.n == pytest.approx(pitch.raw, abs=1e-12)


@given(days())
def test_raw_scores_and_unfinished_cards_are_those_of_the_exact_ranking(day):
    exact = {place.slot: place for place in rank(*day).places}
    rating = rate(*day)
    for pitch in rating.pitches:
        assert (pitch.raw is None) == (exact[pitch.id].score is None)
        if pitch.raw is not None:
            assert pitch.raw == pytest.approx(float(exact[pitch.id].score), abs=1e-12)
            if rating.basis == "raw" and len(rating.components) == 1:
                assert pitch.rank == exact[pitch.id].rank
    told = {(one.slot, one.judge) for one in day[0] if len(one.scores) < len(day[1])}
    assert set(rating.incomplete) == told


@given(days())
def test_nothing_is_ever_nan_and_every_warning_is_a_sentence(day):
    """J-19: ties, missing judges, no judges, equal scores: whatever the day, every figure is one."""
    rating = rate(*day)
    told = asdict(rating) | {"pairs": list(rating.pairs.items()), "verdict": str(rating.verdict)}
    json.dumps(told, allow_nan=False, default=str)
    assert all(str(code.sentence).endswith(".") for code in rating.codes)
    assert str(rating.verdict).endswith(".")


@given(days())
def test_chances_never_contradict_the_places(day):
    rating = rate(*day)
    pitches = by_id(rating)
    for (one, two), chance in rating.pairs.items():
        assert pitches[one].component == pitches[two].component
        assert 0.5 <= chance <= 1
        assert pitches[one].rank <= pitches[two].rank
        assert (chance == 0.5) or pitches[one].rank < pitches[two].rank
        assert rating.p(two, one) == 1 - chance
    together = sum(len(group) * (len(group) - 1) // 2 for group in rating.components)
    assert len(rating.pairs) == together


@given(days())
def test_chance_to_win_never_exceeds_that_of_beating_a_rival(day):
    rating = rate(*day)
    for one in scored(rating):
        rivals = [rating.p(one.id, two.id) for two in scored(rating) if two.id != one.id]
        assert one.p_win <= min([chance for chance in rivals if chance is not None], default=1.0)
        assert one.p_win <= one.p_top3 <= 1
        assert one.rank_low <= one.rank <= one.rank_high
        assert one.low <= (one.raw if rating.basis == "raw" else one.adjusted) <= one.high


@given(days(), st.integers(0, 10**6))
def test_renaming_and_reordering_change_nothing(day, seed):
    cards, criteria, pitches = day
    shuffle = random.Random(seed)
    names = {slot.id: f"x{shuffle.random()}" for slot in pitches}
    judges = {one.judge: f"y{shuffle.random()}" for one in cards}
    turned = [Card(judges[one.judge], names[one.slot], one.scores) for one in cards]
    renamed = [Slot(names[slot.id], slot.name) for slot in pitches]
    shuffle.shuffle(turned)
    shuffle.shuffle(renamed)
    before, after = rate(cards, criteria, pitches, seed=3), rate(turned, criteria[::-1], renamed, seed=3)
    found = by_id(after)
    for one in before.pitches:
        two = found[names[one.id]]
        assert (one.rank, one.n) == (two.rank, two.n)
        if one.n:
            assert (one.raw, one.adjusted) == pytest.approx((two.raw, two.adjusted), abs=1e-12)
    for (one, two), chance in before.pairs.items():
        assert after.p(names[one], names[two]) == pytest.approx(chance, abs=1e-7)
    assert codes(before) == codes(after)


def test_draws_do_not_depend_on_names():
    cards, criteria, pitches = drawn_day(12, 6, 3)
    turned = [replace(one, judge=f"z{9 - int(one.judge[1:])}", slot=f"q{99 - int(one.slot[1:])}") for one in cards]
    before = rate(cards, criteria, pitches, seed=5)
    after = by_id(rate(turned, criteria, [Slot(f"q{99 - int(slot.id[1:])}", slot.name) for slot in pitches], seed=5))
    for one in before.pitches:
        two = after[f"q{99 - int(one.id[1:])}"]
        assert (one.p_win, one.p_top3, one.rank_low, one.rank_high) == (
            two.p_win,
            two.p_top3,
            two.rank_low,
            two.rank_high,
        )


@given(days(), st.integers(0, 2**32 - 1))
def test_same_cards_and_seed_give_the_same_answer_to_the_last_digit(day, seed):
    cards, criteria, pitches = day
    assert rate(cards, criteria, pitches, seed=seed) == rate(cards[::-1], criteria, pitches[::-1], seed=seed)


@given(days(least_pitches=2, complete=True), st.integers(0, 5))
def test_adding_a_constant_to_one_judge_moves_no_place_on_a_complete_day(day, judge):
    """J-20: where every judge sees every pitch, a harsh or a lenient one changes nothing."""
    cards, criteria, pitches = day
    wide = [Criterion(one.id, one.name, one.weight, one.low, one.high + 3) for one in criteria]
    harsh = [
        replace(one, scores={name: score + 3 for name, score in one.scores.items()})
        if one.judge == f"j{judge}"
        else one
        for one in cards
    ]
    before, after = rate(cards, wide, pitches), rate(harsh, wide, pitches)
    assert [(one.id, one.rank) for one in before.pitches] == [(one.id, one.rank) for one in after.pitches]
    assert "COMPLETE" in codes(before) & codes(after)


@given(days(), st.integers(0, 1000))
def test_excluding_a_conflict_changes_no_other_raw_scores(day, pick):
    cards, criteria, pitches = day
    if not cards:
        return
    out = cards[pick % len(cards)]
    before = rate(cards, criteria, pitches)
    after = rate(cards, criteria, pitches, [(out.judge, out.slot)])
    judges = {one.judge: one.judge for one in cards}
    never = rate([one for one in cards if one != out], criteria, pitches, judges=judges)
    # But that no more is asked of them: what would settle it is another card.
    assert replace(after, settles=()) == replace(never, settles=())
    assert (out.judge, out.slot) not in {(one.judge, one.pitch) for one in after.settles}
    found = by_id(after)
    for one in before.pitches:
        given = {line.judge: line.given for line in one.ledger if (line.judge, one.id) != (out.judge, out.slot)}
        assert {line.judge: line.given for line in found[one.id].ledger} == given


@given(days())
def test_a_judge_or_a_team_without_scores_breaks_nothing(day):
    """J-19: who has no sheet is listed, has no figures, and moves nobody else."""
    cards, criteria, pitches = day
    judges = {one.judge: one.judge for one in cards}
    before = rate(cards, criteria, pitches, judges=judges)
    more = rate(cards, criteria, [*pitches, Slot("zz", "Quiet")], judges={**judges, "silent": "Nobody"})
    assert more.pitches[: len(pitches)] == before.pitches
    assert more.pitches[-1].id == "zz"
    assert (more.pitches[-1].n, more.pitches[-1].rank, more.pitches[-1].p_win) == (0, None, None)
    [silent] = [one for one in more.judges if one.id == "silent"]
    assert (silent.n, silent.severity, silent.low, silent.flags) == (0, None, None, ())
    assert more.pairs == before.pairs


def test_severity_of_a_harsh_judge_is_found_and_given_back():
    cards, criteria, pitches = drawn_day(24, 8, 3, seed=4)
    wide = [replace(one, low=-2) for one in criteria]
    harsh = [moved(one, -3) if one.judge == "j3" else one for one in cards]
    rating = rate(harsh, wide, pitches)
    [judge] = [one for one in rating.judges if one.id == "j3"]
    assert judge.severity == max(one.severity for one in rating.judges)
    assert judge.low < 3 / 7 < judge.high
    assert sum(one.severity for one in rating.judges) == pytest.approx(0, abs=1e-12)
    fair = by_id(rate(cards, wide, pitches))
    after = [one.adjusted - fair[one.id].adjusted for one in rating.pitches]
    given = [one.raw - fair[one.id].raw for one in rating.pitches]
    assert np.ptp(after) < np.ptp(given) / 4


def test_adjusted_scores_are_those_of_full_least_squares_at_each_ratio():
    """The formula of the design, written out with full matrices, weights and chances included."""
    cards, criteria, pitches = drawn_day(10, 5, 3, seed=2, criteria=1)
    rating = rate(cards, criteria, pitches)
    cells = [(int(one.slot[1:]), int(one.judge[1:]), (one.scores["c0"] - 1) / 4) for one in cards]
    t = np.array([cell[2] for cell in cells])
    x, z = np.zeros((len(t), 10)), np.zeros((len(t), 5))
    for at, (pitch, judge, _total) in enumerate(cells):
        x[at, pitch] = z[at, judge] = 1
    ratios = [0.03, *np.geomspace(0.12, 4, 10)]
    scores, worth, covered = [], [], []
    for ratio in ratios:
        v = np.linalg.inv(np.eye(len(t)) + ratio**2 * z @ z.T)
        known = np.linalg.inv(x.T @ v @ x)
        score = known @ x.T @ v @ t
        s2 = (t - x @ score) @ v @ (t - x @ score) / (len(t) - 10)
        logs = (len(t) - 10) * np.log(s2) - np.linalg.slogdet(v)[1] - np.linalg.slogdet(known)[1]
        scores.append(score)
        covered.append(s2 * known)
        worth.append(-logs / 2 - np.log(ratio / 0.7) ** 2 / 2 / 1.44)
    share = np.exp(np.array(worth) - max(worth))
    share = np.where(share / share.sum() > 0.001, share, 0)
    share /= share.sum()
    centre = share @ np.array(scores)
    assert [by_id(rating)[f"p{at}"].adjusted for at in range(10)] == pytest.approx(centre, abs=1e-12)
    from scipy.stats import t as student

    for (one, two), chance in rating.pairs.items():
        a, b = int(one[1:]), int(two[1:])
        gaps = np.array([score[a] - score[b] for score in scores])
        within = np.array([c[a, a] + c[b, b] - 2 * c[a, b] for c in covered])
        variance = share @ within + share @ (gaps - share @ gaps) ** 2
        wanted = student.cdf((share @ gaps) / np.sqrt(variance), max(len(t) - 15, 4))
        assert chance == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize(
    ("cards", "criteria", "pitches"),
    [
        ([card(1, 0, 6)], rubric(), slots(1)),
        ([card(1, 0, float("nan"))], rubric(), slots(1)),
        ([card(1, 4, 3)], rubric(), slots(1)),
        ([card(1, 0, 3), card(1, 0, 3)], rubric(), slots(1)),
        ([Card("j", "p0", {"c0": 1, "other": 1})], rubric(), slots(1)),
        ([Card("j", "p0", {"other": 1})], rubric(), slots(1)),
        ([], [], slots(1)),
    ],
)
def test_cards_that_contradict_the_rubric_are_refused(cards, criteria, pitches):
    with pytest.raises(BadScores):
        rate(cards, criteria, pitches)


def test_many_judges_and_pitches_stay_the_same_without_some():
    """J-19: a withdrawn team leaves as if it had never pitched."""
    cards, criteria, pitches = drawn_day(30, 26, 3, seed=8)
    rng = random.Random(1)
    gone = rng.choice(pitches)
    left = [one for one in cards if one.slot != gone.id]
    assert rate(left, criteria, pitches).pairs == rate(left, criteria, [one for one in pitches if one != gone]).pairs


def test_table_of_a_day_by_hand():
    rating = rate(table([[5, 4, 4], [3, 3, 2], [2, 1, 2]]), rubric(), slots(3))
    assert [(one.name, one.rank, round(one.raw, 4)) for one in rating.pitches] == [
        ("Team 0", 1, 0.8333), ("Team 1", 2, 0.4167), ("Team 2", 3, 0.1667),
    ]  # fmt: skip
    assert codes(rating) == {"COMPLETE"}
    assert str(rating.verdict) == "Team 0 first: more than 9 in 10. Team 0 is clearly ahead of Team 1."
