"""How sure the places are: chances of pairs, ranges of scores, and of places by drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from challenges.judging.engine.design import Floats, Ints
from challenges.judging.engine.fit import FEW, Fit

DRAWS = 4000
TIE = 1e-9
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Belief:
    """What is believed of the pitches on the basis that is shown: `centre` the scores, `spread` their covariance.

    At each ratio the scores are `centres` and vary by s2 (diag(1/n) + `way` diag(`gain`) way').
    """

    fit: Fit
    centre: Floats
    centres: Floats
    way: Floats
    gain: Floats
    spread: Floats

    @property
    def variance(self) -> Floats:
        """The variances of all differences of two pitches."""
        alone = np.diag(self.spread)
        apart: Floats = np.maximum(alone[:, None] + alone[None, :] - 2 * self.spread, 0)
        return apart

    def chances(self, variance: Floats) -> Floats:
        """Return P(the pitch of the row is truly better than that of the column); one half for equal ones."""
        ahead = self.centre[:, None] - self.centre[None, :]
        sure = np.sqrt(np.maximum(variance, 1e-300))
        chance: Floats = np.asarray(stdtr(self.fit.nu, ahead / sure))
        return np.where(np.abs(ahead) < TIE, 0.5, chance)

    def ranges(self) -> tuple[Floats, Floats]:
        """Return the bounds of each score in 8 of 10 cases."""
        half = float(stdtrit(self.fit.nu, HIGH)) * np.sqrt(np.diag(self.spread))
        return self.centre - half, self.centre + half


def belief_of(fit: Fit, *, is_raw: bool) -> Belief:
    """Return what is believed of the adjusted scores, or of the raw ones with all that severity may do to them."""
    design = fit.design
    way = (design.seen / design.n[:, None]) @ fit.vectors
    centres = np.repeat(fit.raw[None, :], len(fit.share), axis=0) if is_raw else fit.adjusted
    gain = np.repeat(fit.ratio[:, None] ** 2, len(fit.values), axis=1) if is_raw else fit.gain
    centre = fit.raw if is_raw else fit.share @ fit.adjusted
    within = (way * (fit.share * fit.s2 @ gain)) @ way.T + np.diag(fit.mean_s2 / design.n)
    off = centres - centre
    return Belief(fit, centre, centres, way, gain, within + (off * fit.share[:, None]).T @ off)


@dataclass(frozen=True)
class Places:
    """By pitch: shares of draws in the first place and in the first three, and the range of places in 8 of 10."""

    first: Floats
    top3: Floats
    low: Ints
    high: Ints


def drawn(belief: Belief, seed: int) -> Floats:
    """Return the draws of all scores: the ratio, then the noise's variance, then the scores."""
    fit, rng = belief.fit, np.random.default_rng(seed)
    spare = max(fit.design.spare, FEW)
    pitches, judges = belief.way.shape
    chosen = rng.choice(len(fit.share), DRAWS, p=fit.share)
    scale = np.sqrt(fit.s2[chosen] * spare / rng.chisquare(spare, DRAWS))
    noise = rng.standard_normal((DRAWS, pitches)) / np.sqrt(fit.design.n)
    severe = rng.standard_normal((DRAWS, judges)) * np.sqrt(belief.gain)[chosen]
    return belief.centres[chosen] + scale[:, None] * (noise + severe @ belief.way.T)


def places_of(draws: Floats) -> Places:
    """Return the places of these pitches among themselves; columns of the draws are the pitches."""
    count, pitches = draws.shape
    order = np.argsort(-draws, axis=1)
    counted = np.bincount((order * pitches + np.arange(pitches)).ravel(), minlength=pitches**2)
    shares = counted.reshape(pitches, pitches) / count
    below = np.cumsum(shares, axis=1)
    low = (below < LOW - 1e-12).sum(axis=1) + 1
    high = np.minimum((below < HIGH - 1e-12).sum(axis=1) + 1, pitches)
    return Places(shares[:, 0], shares[:, :3].sum(axis=1), low, high)


def capped(share: Floats, most: Floats) -> Floats:
    """Return the shares, none above its own most; what is cut off goes to those that have room, as they stand."""
    worth = np.minimum(share, most)
    for _round in range(len(share)):
        room = most - worth > 1e-15
        lost, growing = 1 - worth.sum(), worth[room].sum()
        if lost < 1e-12 or growing < 1e-12:
            break
        worth[room] = np.minimum(worth[room] * (1 + lost / growing), most[room])
    return worth


def grouped(scores: Sequence[float]) -> list[list[int]]:
    """Return the indices of scores in falling order, equal ones together."""
    groups: list[list[int]] = []
    for at in sorted(range(len(scores)), key=lambda at: -scores[at]):
        if groups and scores[groups[-1][-1]] - scores[at] < TIE:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups
