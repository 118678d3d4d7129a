"""The method of design beside a brute-force generalised least squares written apart, with whole covariance matrices."""

import random
from math import log, sqrt

import numpy as np
import pytest
from scipy.stats import t as student

from challenges.judging.engine.belief import belief_of
from challenges.judging.engine.design import design_of
from challenges.judging.engine.fit import fit
from challenges.judging.engine.rating import rate
from tests.challenges.judging.engine.days import card, rubric, slots

RATIOS = [0.03, *(0.12 * (4 / 0.12) ** (step / 9) for step in range(10))]


def day(seed):
    """Linked or loose, many or few, with criteria of different weights: never the same twice."""
    rng = random.Random(seed)
    pitches, judges = rng.randint(3, 14), rng.randint(3, 9)
    weights = [rng.randint(1, 5) for _ in range(rng.randint(1, 4))]
    severity = [rng.gauss(0, 0.6) for _ in range(judges)]
    cards = []
    for pitch in range(pitches):
        worth = rng.gauss(3, 0.7)
        for judge in rng.sample(range(judges), rng.randint(2, judges)):
            scores = [round(worth - severity[judge] + rng.gauss(0, 0.6)) for _ in weights]
            cards.append(card(judge, pitch, *(min(max(score, 1), 5) for score in scores)))
    return cards, rubric(len(weights), weights=weights), slots(pitches)


def brute(cards, criteria):
    """For each ratio theta, b, s2 and logL from V = I + r2 ZZ', with the weights of the mixture."""
    pitches, judges = sorted({one.slot for one in cards}), sorted({one.judge for one in cards})
    whole = sum(one.weight for one in criteria)
    y = np.array([sum(c.weight * (one.scores[c.id] - 1) / 4 for c in criteria) / whole for one in cards])
    x = np.array([[float(one.slot == pitch) for pitch in pitches] for one in cards])
    z = np.array([[float(one.judge == judge) for judge in judges] for one in cards])
    spare = len(cards) - len(pitches)
    rows = []
    for ratio in RATIOS:
        v = np.eye(len(cards)) + ratio**2 * z @ z.T
        inverse = np.linalg.inv(v)
        known = x.T @ inverse @ x
        theta = np.linalg.solve(known, x.T @ inverse @ y)
        off = y - x @ theta
        s2 = max(off @ inverse @ off / spare, 1e-9)
        volume = np.linalg.slogdet(v)[1] + np.linalg.slogdet(known)[1]
        rows.append(
            {
                "theta": theta,
                "b": ratio**2 * z.T @ inverse @ off,
                "s2": s2,
                "logL": -0.5 * (spare * log(s2) + volume),
                "cov": s2 * np.linalg.inv(known),
                "prior": -(((log(ratio) - log(0.7)) / 1.2) ** 2) / 2,
            }
        )
    worth = np.array([row["logL"] + row["prior"] for row in rows])
    weight = np.exp(worth - worth.max()) / np.exp(worth - worth.max()).sum()
    weight = np.where(weight > 0.001, weight, 0)
    weight /= weight.sum()
    return pitches, judges, rows, weight, max(spare - len(judges), 4)


def mixture(rows, weight):
    theta = sum(share * row["theta"] for share, row in zip(weight, rows, strict=True))
    within = sum(share * row["cov"] for share, row in zip(weight, rows, strict=True))
    between = sum(
        share * np.outer(row["theta"] - theta, row["theta"] - theta) for share, row in zip(weight, rows, strict=True)
    )
    return theta, sum(share * row["b"] for share, row in zip(weight, rows, strict=True)), within + between


@pytest.mark.parametrize("seed", range(30))
def test_the_engine_is_the_method_to_the_eighth_digit(seed):
    """theta, b, s2, logL, the mixture and P(A beats B), on thirty designs."""
    cards, criteria, teams = day(seed)
    pitches, judges, rows, weight, nu = brute(cards, criteria)
    made = fit(design_of(cards, criteria, teams))
    at_pitch = [made.design.pitches.index(name) for name in pitches]
    at_judge = [made.design.judges.index(name) for name in judges]
    kept = [row for row, share in zip(rows, weight, strict=True) if share > 0]
    assert len(kept) == len(made.share)
    assert close(made.adjusted[:, at_pitch], [row["theta"] for row in kept])
    assert close(made.judge[:, at_judge], [row["b"] for row in kept])
    if not made.is_few:
        assert close(made.s2, [row["s2"] for row in kept])
    told = np.log(made.share) - [row["prior"] for row in kept]
    assert close(told - told[0], [row["logL"] - kept[0]["logL"] for row in kept])
    theta, b, covariance = mixture(rows, weight)
    assert close(made.mean_judge[at_judge], b)
    if made.is_few or made.design.is_complete:
        return
    belief = belief_of(made, is_raw=False)
    assert close(belief.spread[np.ix_(at_pitch, at_pitch)], covariance)
    rating = rate(cards, criteria, teams)
    for (one, two), chance in rating.pairs.items():
        a, c = pitches.index(one), pitches.index(two)
        sure = sqrt(covariance[a, a] + covariance[c, c] - 2 * covariance[a, c])
        ahead = theta[a] - theta[c]
        assert chance == pytest.approx(0.5 if abs(ahead) < 1e-9 else student.cdf(ahead / sure, nu), abs=1e-8)


def close(one, other):
    return np.allclose(one, other, rtol=0, atol=1e-8)


def test_most_of_these_designs_have_chances():
    """What the test above leaves out is rare."""
    left = [made.is_few or made.design.is_complete for made in map(fit, (design_of(*day(seed)) for seed in range(30)))]
    assert sum(left) <= 3
