"""Who would win without one judge: every refit at once."""

from __future__ import annotations

import numpy as np

from challenges.judging.engine.belief import TIE
from challenges.judging.engine.design import Design, Floats, Ints
from challenges.judging.engine.fit import GRID, GUARD, Fit, information, shares

AT_ONCE = 2_000_000
"""So many numbers of the judges' matrices are held at once."""

MANY = 24


def scores_without(fit: Fit) -> Floats:
    """Return the scores of all pitches (columns) without each judge (rows) as they would be shown; none is NaN.

    With many judges one of them says little of how much severity there is: its ratios keep their weights then.
    """
    design = fit.design
    judges = len(design.judges)
    step = max(1, AT_ONCE // judges**2)
    return np.concatenate(
        [_scores(fit, np.arange(first, min(first + step, judges))) for first in range(0, judges, step)]
    )


def _scores(fit: Fit, out: Ints) -> Floats:
    """Return the scores without each of these judges; a pitch that nobody else saw gets minus infinity."""
    design, here = fit.design, np.arange(len(out))
    seen = design.seen
    table = np.zeros_like(seen)
    table[design.at_pitch, design.at_judge] = design.totals
    n = design.n - seen.T[out]
    per = np.where(n > 0, 1 / np.maximum(n, 1), 0)
    raw = (table.sum(axis=1) - table.T[out]) * per
    if design.is_complete:
        return np.where(n > 0, raw, -np.inf)
    left = table.sum(axis=0) - raw @ seen
    left[here, out] = 0
    squares = (design.totals @ design.totals) - (table.T[out] ** 2).sum(axis=1) - (n * raw**2).sum(axis=1)
    spare = len(design.totals) - design.k[out] - (n > 0).sum(axis=1)
    known = _known(design, out, per)
    judge = _mixed(known, left, squares, spare) if len(design.judges) <= MANY else _held(known, left, fit)
    few = (spare - (len(design.judges) - 1) + 1 < 2) | (n.max(axis=1) <= 1)
    shown = raw - np.where(few[:, None], 0, (judge @ seen.T) * per)
    return np.where(n > 0, shown, -np.inf)


def _known(design: Design, out: Ints, per: Floats) -> Floats:
    """Return the judges' information without each of them: what they lose, the others' rows change by."""
    more = per - 1 / design.n
    known = np.repeat(information(design)[None], len(out), axis=0)
    for here, judge in enumerate(out):
        rows = np.flatnonzero(design.seen[:, judge])
        some = design.seen[rows]
        known[here] -= some.T @ (some * more[here, rows, None])
        known[here, judge] = known[here, :, judge] = 0
    return known


def _mixed(known: Floats, left: Floats, squares: Floats, spare: Floats) -> Floats:
    """Return the judges' parts over the ratios, as `fit` finds them."""
    judges = left.shape[1]
    found = np.zeros((len(GRID), *left.shape))
    likelihood = np.zeros((len(left), len(GRID)))
    for at, ratio in enumerate(GRID):
        whole = known + np.eye(judges) / ratio**2
        found[at] = np.linalg.solve(whole, left[:, :, None])[:, :, 0]
        s2 = np.maximum((squares - (found[at] * left).sum(axis=1)) / np.maximum(spare, 1), GUARD)
        root = np.linalg.cholesky(whole)
        volume = 2 * np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1) + judges * np.log(ratio**2)
        likelihood[:, at] = -0.5 * (spare * np.log(s2) + volume)
    mixed: Floats = np.einsum("jg,gji->ji", shares(likelihood), found)
    return mixed


def _held(known: Floats, left: Floats, fit: Fit) -> Floats:
    """Return the judges' parts over the ratios with the weights that they have with all judges."""
    found = np.zeros_like(left)
    for ratio, share in zip(fit.ratio, fit.share, strict=True):
        whole = known + np.eye(left.shape[1]) / ratio**2
        found += share * np.linalg.solve(whole, left[:, :, None])[:, :, 0]
    return found


def winners_of(scores: Floats) -> list[int]:
    """Return the indices of the best of these scores; none where nothing is left."""
    if not len(scores) or scores.max() == -np.inf:
        return []
    return [int(at) for at in np.flatnonzero(scores > scores.max() - TIE)]
