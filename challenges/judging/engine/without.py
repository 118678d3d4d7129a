"""Who would win without one judge: every refit at once, over the ratios that can matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from challenges.judging.engine.belief import TIE
from challenges.judging.engine.design import Design, Floats
from challenges.judging.engine.fit import GRID, GUARD, Fit, information, shares

AT_ONCE = 2_000_000
"""So many numbers of the judges' matrices are held at once."""

MANY = 24


def scores_without(fit: Fit) -> Floats:
    """Return the scores of all pitches (columns) without each judge (rows) as they would be shown; none is NaN.

    With many judges the ratios are those that counted with all of them, and their neighbours.
    """
    design = fit.design
    judges = len(design.judges)
    near = (np.abs(np.log(GRID[:, None] / fit.ratio)).min(axis=1) < 0.5) | (judges <= MANY)
    step = max(1, AT_ONCE // max(judges, 1) ** 2)
    rows = [_scores(design, range(first, min(first + step, judges)), near) for first in range(0, judges, step)]
    return np.concatenate(rows) if rows else np.zeros((0, len(design.pitches)))


def _scores(design: Design, out: Sequence[int], near: Floats) -> Floats:
    """Return the scores without each of these judges; a pitch that nobody else saw gets minus infinity."""
    seen, here = design.seen, np.arange(len(out))
    table = np.zeros_like(seen)
    table[design.at_pitch, design.at_judge] = design.totals
    n = design.n - seen.T[out]
    per = np.where(n > 0, 1 / np.maximum(n, 1), 0)
    raw = (table.sum(axis=1) - table.T[out]) * per
    left = table.sum(axis=0) - raw @ seen
    left[here, out] = 0
    squares = (design.totals @ design.totals) - (table.T[out] ** 2).sum(axis=1) - (n * raw**2).sum(axis=1)
    spare = len(design.totals) - design.k[out] - (n > 0).sum(axis=1)
    known = _known(design, out, per)
    judge = _mixed(known, left, squares, spare, near)
    few = (spare - (len(design.judges) - 1) + 1 < 2) | (n.max(axis=1, initial=0) <= 1)
    shown = raw - np.where(few[:, None], 0, (judge @ seen.T) * per)
    return np.where(n > 0, shown, -np.inf)


def _known(design: Design, out: Sequence[int], per: Floats) -> Floats:
    """Return the judges' information without each of them: what they lose, the others' rows change by."""
    more = per - 1 / design.n
    known = np.repeat(information(design)[None], len(out), axis=0)
    for here, judge in enumerate(out):
        rows = np.flatnonzero(design.seen[:, judge])
        some = design.seen[rows]
        known[here] -= some.T @ (some * more[here, rows, None])
        known[here, judge] = known[here, :, judge] = 0
    return known


def _mixed(known: Floats, left: Floats, squares: Floats, spare: Floats, near: Floats) -> Floats:
    """Return the judges' parts over the ratios, as `fit` finds them."""
    judges = left.shape[1]
    found = np.zeros((len(GRID), *left.shape))
    likelihood = np.full((len(left), len(GRID)), -np.inf)
    for at in np.flatnonzero(near):
        whole = known + np.eye(judges) / GRID[at] ** 2
        found[at] = np.linalg.solve(whole, left[:, :, None])[:, :, 0]
        s2 = np.maximum((squares - (found[at] * left).sum(axis=1)) / np.maximum(spare, 1), GUARD)
        root = np.linalg.cholesky(whole)
        volume = 2 * np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1) + judges * np.log(GRID[at] ** 2)
        likelihood[:, at] = -0.5 * (spare * np.log(s2) + volume)
    mixed: Floats = np.einsum("jg,gji->ji", shares(likelihood), found)
    return mixed


def winners_of(scores: Floats) -> list[int]:
    """Return the indices of the best of these scores; none where nothing is left."""
    if not len(scores) or scores.max() == -np.inf:
        return []
    return [int(at) for at in np.flatnonzero(scores > scores.max() - TIE)]
