"""What more would settle it: the one card not yet written that tells most about the difference of two pitches."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from challenges.judging.engine.design import Floats
from challenges.judging.engine.fit import Fit
from challenges.judging.engine.judges import Cards
from challenges.judging.engine.outcome import Settle

Pair = tuple[int, int]
Mask = NDArray[np.bool_]


def settles_of(
    fit: Fit,
    cards: Cards,
    variance: Floats,
    deciding: Pair | None,
    exclusions: Collection[tuple[str, str]],
) -> tuple[Settle, ...]:
    """Return the most telling card for the deciding pair, and for the pair of which least is known."""
    free = _free(fit, exclusions)
    if not free.any() or len(fit.design.pitches) < 2:
        return ()
    worst = np.unravel_index(int(np.argmax(variance)), variance.shape)
    least = (int(min(worst)), int(max(worst)))
    pairs: list[tuple[Pair, bool]] = [(deciding, True)] if deciding else []
    if deciding is None or set(deciding) != set(least):
        pairs.append((least, False))
    found = [_settle(fit, cards, pair, free, is_deciding=first) for pair, first in pairs]
    return tuple(one for one in found if one)


def _free(fit: Fit, exclusions: Collection[tuple[str, str]]) -> Mask:
    """Return where a card is neither counted nor barred."""
    design = fit.design
    free: Mask = design.seen == 0
    pitches = {name: at for at, name in enumerate(design.pitches)}
    judges = {name: at for at, name in enumerate(design.judges)}
    for judge, pitch in exclusions:
        if judge in judges and pitch in pitches:
            free[pitches[pitch], judges[judge]] = False
    return free


def _settle(fit: Fit, cards: Cards, pair: Pair, free: Mask, *, is_deciding: bool) -> Settle | None:
    """Return the card that lowers the variance of the pair's difference most."""
    design, (one, two) = fit.design, pair
    gain = fit.share * fit.s2 @ fit.gain
    way = (design.seen / design.n[:, None]) @ fit.vectors
    with_pitch = (way * gain) @ (way[one] - way[two])
    with_pitch[one] += fit.mean_s2 / design.n[one]
    with_pitch[two] -= fit.mean_s2 / design.n[two]
    with_judge = cards.tie[one] - cards.tie[two]
    told = (with_pitch[:, None] + with_judge[None, :]) ** 2 / (fit.mean_s2 + cards.known)
    told = np.where(free, told, -1)
    pitch, judge = np.unravel_index(int(np.argmax(told)), told.shape)
    if told[pitch, judge] <= 0:
        return None
    before = float(with_pitch[one] - with_pitch[two])
    after = max(before - float(told[pitch, judge]), 0.0)
    names = (design.pitches[one], design.pitches[two])
    return Settle(design.pitches[pitch], design.judges[judge], before, after, names, is_deciding)
