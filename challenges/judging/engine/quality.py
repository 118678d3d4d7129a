"""How good the design and the scores are: variance components, reliability, efficiency."""

from __future__ import annotations

from math import sqrt

import numpy as np

from challenges.judging.engine.design import Design, Floats
from challenges.judging.engine.fit import Fit
from challenges.judging.engine.outcome import Deviations, Reliability

NOUGHT = 1e-12


def components_of(fit: Fit, parts: int) -> tuple[float, float, float] | None:
    """Return the variances of pitches, judges and the rest, or None where the scores cannot tell.

    Judges and pitches both random, by fitting constants (Henderson's third method): the analysis of variance where
    every cell is there, unbiased elsewhere. `parts` is the number of components of the graph.
    """
    design = fit.design
    n, pitches, judges = len(design.totals), len(design.pitches), len(design.judges)
    spare = n - pitches - judges + parts
    if spare < 1 or pitches <= parts or n <= judges:
        return None
    by_judge, within = _squares(fit)
    rest = max(within - by_judge, 0) / spare
    judge = (by_judge - rest * (judges - parts)) / (n - pitches)
    total = float(np.sum((design.totals - design.totals.mean()) ** 2))
    between = float(np.sum(design.n * (fit.raw - design.totals.mean()) ** 2))
    means = design.by_judge(design.totals) / design.k
    strict = float(np.sum(design.k * (means - design.totals.mean()) ** 2))
    pitch = (between + by_judge - strict - rest * (pitches - parts)) / (n - judges)
    least = NOUGHT * max(total, NOUGHT)
    pitch, judge, rest = (float(part) if part > least else 0.0 for part in (pitch, judge, rest))
    return pitch, judge, rest


def _squares(fit: Fit) -> tuple[float, float]:
    """Return the sums of squares of judges given pitches, and within pitches."""
    design = fit.design
    away = design.totals - fit.raw[design.at_pitch]
    left = fit.vectors.T @ design.by_judge(away)
    known = fit.values > 1e-9 * max(float(fit.values.max(initial=0)), 1.0)
    by_judge = float(np.sum(left[known] ** 2 / fit.values[known]))
    return by_judge, float(away @ away)


def deviations_of(parts: tuple[float, float, float] | None) -> Deviations | None:
    """Return the components as standard deviations."""
    return None if parts is None else Deviations(*(sqrt(part) for part in parts))


def reliability_of(design: Design, parts: tuple[float, float, float] | None) -> Reliability | None:
    """Return how well the scores tell pitches apart, as they are and with one judge more for each."""
    if parts is None:
        return None
    pitch, judge, rest = parts
    # Where pitches have different numbers of judges, the harmonic mean of them.
    n = 1 / float(np.mean(1 / design.n))
    return Reliability(
        _share(pitch, rest / n),
        _share(pitch, (rest + judge) / n),
        _share(pitch, rest / (n + 1)),
    )


def _share(true: float, false: float) -> float:
    return true / (true + false) if true > 0 else 0.0


def efficiency_of(design: Design, parts: int) -> float | None:
    """Return the mean variance of differences if severity were known, over that if it is not: 1 is the best."""
    pitches = len(design.pitches)
    if pitches < 2:
        return None
    if parts > 1:
        return 0.0
    information: Floats = np.diag(design.n) - (design.seen / design.k) @ design.seen.T
    values = np.linalg.eigvalsh(information)[1:]
    return float(np.mean(1 / design.n) * (pitches - 1) / np.sum(1 / values))
