"""The fit: judges' severities shrunk, pitches free, over a grid of how much of the spread is severity.

total = pitch + judge + noise, with the judge's part random of spread tau and the noise of spread sigma. For a given
ratio r = tau / sigma everything is linear; the ratios are weighed by restricted likelihood and a wide prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from challenges.judging.engine.design import Design, Floats

GRID: Floats = np.concatenate([[0.03], np.geomspace(0.12, 4.0, 10)])
LOG_PRIOR: Floats = -(((np.log(GRID) - log(0.7)) / 1.2) ** 2) / 2
KEPT = 0.001
GUARD = 1e-9
"""The least variance of noise, as a share of the squared range."""

FEW = 4
"""The least degrees of freedom that chances and draws are given."""


@dataclass(frozen=True)
class Fit:
    """What the totals say at each kept ratio, and the mixture of them.

    `values` and `vectors` are the eigenpairs of what pitches leave of the judges' information. For each ratio: `share`
    its weight, `s2` the variance of noise, `gain` what each eigenvector of severity is multiplied with, `judge` the
    judges' parts (their severity with the other sign), `adjusted` the pitches.
    """

    design: Design
    raw: Floats
    values: Floats
    vectors: Floats
    ratio: Floats
    share: Floats
    s2: Floats
    gain: Floats
    judge: Floats
    adjusted: Floats
    is_few: bool

    @property
    def nu(self) -> int:
        """The degrees of freedom of chances."""
        return max(self.design.spare - len(self.design.judges), FEW)

    @property
    def mean_s2(self) -> float:
        """The variance of noise over the mixture."""
        return float(self.share @ self.s2)

    @property
    def mean_judge(self) -> Floats:
        """The judges' parts over the mixture."""
        return self.share @ self.judge

    def smooth(self, values: Floats) -> Floats:
        """Return what the fit makes of the cells' values: adjusted means by pitch, the same weights throughout."""
        design = self.design
        means = design.by_pitch(values)
        left = design.by_judge(values - means[design.at_pitch])
        gain = (self.share @ self.gain)[:, None]
        judge = self.vectors @ (gain * (self.vectors.T @ left))
        return means - (design.seen @ judge) / design.n[:, None]


def fit(design: Design) -> Fit:
    """Return the fit of a design with at least one card."""
    raw = design.by_pitch(design.totals)
    away = design.totals - raw[design.at_pitch]
    values, vectors = np.linalg.eigh(information(design))
    values = np.maximum(values, 0)
    left = vectors.T @ design.by_judge(away)
    gain = 1 / (values + 1 / GRID[:, None] ** 2)
    rest = np.maximum(away @ away - gain @ left**2, 0)
    s2 = np.maximum(rest / max(design.spare, 1), GUARD)
    likelihood = -0.5 * (design.spare * np.log(s2) + np.log1p(values * GRID[:, None] ** 2).sum(axis=1))
    share = shares(likelihood)
    few = design.spare - len(design.judges) + 1 < 2
    if few:
        # Noise cannot be told from the rest: all of the spread is taken for it.
        s2 = np.maximum(s2, np.var(design.totals, ddof=1) if len(design.totals) > 1 else GUARD)
    kept = share > 0
    judge = (gain[kept] * left) @ vectors.T
    adjusted = raw - (judge @ design.seen.T) / design.n
    return Fit(design, raw, values, vectors, GRID[kept], share[kept], s2[kept], gain[kept], judge, adjusted, is_few=few)


def information(design: Design) -> Floats:
    """Return what is known of the judges once the pitches are free: diag(k) - A' diag(1/n) A."""
    held: Floats = np.diag(design.k) - design.seen.T @ (design.seen / design.n[:, None])
    return held


def shares(likelihood: Floats) -> Floats:
    """Return the weights of the grid (its last axis is the ratios); the negligible ones are nought."""
    worth = likelihood + LOG_PRIOR
    share = np.exp(worth - worth.max(axis=-1, keepdims=True))
    share = share / share.sum(axis=-1, keepdims=True)
    share = np.where(share > KEPT, share, 0)
    kept: Floats = share / share.sum(axis=-1, keepdims=True)
    return kept
