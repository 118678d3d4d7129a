"""What the scores say of each judge and of each single card: questions to ask, never reasons to remove."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import stdtr, stdtrit

from challenges.judging.engine.belief import HIGH
from challenges.judging.engine.design import Floats
from challenges.judging.engine.fit import Fit

LEAST = 3
"""Fewer pitches than these make no slope."""

FLAT, DOUBT = 0.5, 0.01
TRUSTED = 0.2
"""Where less of what colleagues' means differ by is true, a slope against them says nothing."""

HUGE = 99.0


@dataclass(frozen=True)
class Cards:
    """All cells of the table, pitches down, judges across: how sure the model is there, in the units of the totals.

    `known` is the variance of what the model expects of a card there, `tie` the covariance of pitch and judge.
    """

    pitch: Floats
    judge: Floats
    tie: Floats

    @property
    def known(self) -> Floats:
        """The variance of pitch and judge together."""
        whole: Floats = self.pitch[:, None] + self.judge[None, :] + 2 * self.tie
        return whole


def cards_of(fit: Fit) -> Cards:
    """Return how sure the fit is of every pitch, every judge, and of both together."""
    gain = fit.share * fit.s2 @ fit.gain
    way = (fit.design.seen / fit.design.n[:, None]) @ fit.vectors
    pitch = fit.mean_s2 / fit.design.n + way**2 @ gain
    return Cards(pitch, fit.vectors**2 @ gain, -(way * gain) @ fit.vectors.T)


def residuals_of(fit: Fit, cards: Cards) -> tuple[Floats, Floats]:
    """Return what the model leaves of each counted card, and the same in the spread of the others."""
    design = fit.design
    left = design.totals - (fit.share @ fit.adjusted)[design.at_pitch] - fit.mean_judge[design.at_judge]
    free = fit.mean_s2 - cards.known[design.at_pitch, design.at_judge]
    is_free = free > 1e-9 * fit.mean_s2
    own = np.where(is_free, left / np.sqrt(np.where(is_free, free, 1)), 0)
    spare = design.spare
    if spare < 2:
        return left, own
    # As if the card had no part in the spread that it is measured by.
    others = np.maximum((spare - own**2) / (spare - 1), own**2 / HUGE**2)
    return left, np.where(own == 0, 0, own / np.sqrt(np.maximum(others, 1e-300)))


def severities(fit: Fit, cards: Cards) -> tuple[Floats, Floats, Floats]:
    """Return each judge's severity with the bounds of 8 cases in 10."""
    severity = -fit.mean_judge
    between = fit.share @ (fit.judge - fit.mean_judge) ** 2
    half = float(stdtrit(fit.nu, HIGH)) * np.sqrt(np.maximum(cards.judge + between, 0))
    return severity, severity - half, severity + half


@dataclass(frozen=True)
class Bearing:
    """How one judge marks against colleagues on the same pitches: None where too little is known."""

    spread: float | None
    slope: float | None
    is_flat: bool = False


def bearings(fit: Fit) -> list[Bearing]:
    """Return for each judge how widely they mark, and how far they follow their colleagues."""
    design = fit.design
    table = np.zeros_like(design.seen)
    table[design.at_pitch, design.at_judge] = design.totals - fit.mean_judge[design.at_judge]
    sums, squares = table.sum(axis=1), (table**2).sum(axis=1)
    found = []
    for judge in range(len(design.judges)):
        rows = np.flatnonzero((design.seen[:, judge] > 0) & (design.n > 1))
        others = design.n[rows] - 1
        own = table[rows, judge]
        theirs = (sums[rows] - own) / others
        wide = (squares[rows] - own**2) / others
        found.append(_bearing(own, theirs, wide, fit.mean_s2 / others))
    return found


def _bearing(own: Floats, theirs: Floats, wide: Floats, error: Floats) -> Bearing:
    """Return the bearing; `theirs` are the colleagues' means, `wide` the means of their squares."""
    count = len(own)
    if count < LEAST:
        return Bearing(None, None)
    usual = float(wide.mean() - theirs.mean() ** 2)
    spread = sqrt(max(float(own.var()), 0) / usual) if usual > 1e-12 else None
    across = float(theirs.var(ddof=1))
    trusted = 1 - float(error.mean()) / across if across > 1e-12 else 0.0
    if trusted < TRUSTED:
        return Bearing(spread, None)
    away = theirs - theirs.mean()
    squares = float(away @ away)
    seen = float(away @ own) / squares
    rest = float(np.sum((own - own.mean() - seen * away) ** 2))
    sure = sqrt(max(rest, 1e-18) / (count - 2) / squares)
    doubt = float(stdtr(count - 2, (seen / trusted - 1) * trusted / sure))
    slope = seen / trusted
    return Bearing(spread, slope, is_flat=slope < FLAT and doubt < DOUBT)
