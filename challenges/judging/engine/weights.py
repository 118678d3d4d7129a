"""What other weights of the criteria would do: shares of wins while they wander, and the smallest shift that flips."""

from __future__ import annotations

import numpy as np

from challenges.judging.engine.belief import TIE
from challenges.judging.engine.design import Floats

DRAWS = 2000
HELD = 50
"""How closely the wandering weights hold to the stated ones."""


def stability(criteria: Floats, weights: Floats, seed: int) -> Floats:
    """Return each pitch's share of wins over 2,000 weightings around the stated one; equal ones share a win."""
    wander = np.random.default_rng([seed, 1]).standard_gamma(HELD * weights, (DRAWS, len(weights)))
    scores = (wander / np.maximum(wander.sum(axis=1, keepdims=True), 1e-300)) @ criteria.T
    first = scores > scores.max(axis=1, keepdims=True) - TIE
    won: Floats = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    return won


def flip_of(leader: Floats, rival: Floats, weights: Floats) -> tuple[float, int, int] | None:
    """Return the weight that must move, from which criterion to which, for the rival to draw level; None if none."""
    ahead = leader - rival
    source, target = int(np.argmax(ahead)), int(np.argmin(ahead))
    if ahead[source] - ahead[target] < TIE:
        return None
    moved = max(float(ahead @ weights), 0.0) / float(ahead[source] - ahead[target])
    return (moved, source, target) if moved <= weights[source] else None
