"""How exactly a plan compares pitches: design/judging's section 5, on an incidence table of pitches by judges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from challenges.pitchdays.engine.design import Quality

Table = NDArray[np.bool_]
Numbers = NDArray[np.float64]
EASE = 0.01
"""Judges are taken to differ a hundred times more than single scores: plans that fall apart then still compare."""


def quality(seen: Table) -> Quality:
    """Every figure of the plan."""
    pitches, judges = seen.shape
    n, k = seen.sum(axis=1), seen.sum(axis=0)
    together = seen.T.astype(np.int64) @ seen
    linked = int(np.count_nonzero(np.triu(together, 1)))
    components, steps = _chains(seen)
    spread = (int(n.min()) if pitches else 0, int(n.max(initial=0)))
    loads = (int(k.min()) if judges else 0, int(k.max(initial=0)))
    exact = (0.0, 0.0, 0.0) if components != 1 or pitches < 2 else _exact(seen)
    pairs = judges * (judges - 1) // 2
    return Quality(components, spread, loads, linked, pairs, exact[0], bound(seen), exact[1], exact[2], steps)


def bound(seen: Table) -> float:
    """What the efficiency of no plan with as many scores can be above."""
    pitches = seen.shape[0]
    loads = seen.sum(axis=0)
    used = loads[loads > 0]
    if pitches < 2 or not used.size:
        return 1.0
    load = float(used.mean())
    return min(float(pitches * (load - 1) / ((pitches - 1) * load)), 1.0)


def information(seen: Table, ease: float = 0.0) -> Numbers:
    """What is known of each pitch beside the others once every judge's severity is worked out too."""
    counted = seen.astype(np.float64)
    loads = counted.sum(axis=0) + ease
    shared = (counted / np.where(loads > 0, loads, 1.0)) @ counted.T
    return np.asarray(np.diag(counted.sum(axis=1)) - shared)


def variances(seen: Table, ease: float = EASE) -> Numbers:
    """The inverse of what is known, the common level kept apart: G with var(a - b) = G_aa + G_bb - 2 G_ab."""
    pitches = seen.shape[0]
    level = max(float(seen.sum()) / max(pitches, 1), 1.0)
    return np.asarray(np.linalg.inv(information(seen, ease) + level / pitches + np.eye(pitches) * 1e-9))


def of_differences(inverse: Numbers) -> Numbers:
    """The variance of the difference of every two pitches."""
    own = np.diag(inverse)
    return np.asarray(own[:, None] + own[None, :] - 2 * inverse)


def _exact(seen: Table) -> tuple[float, float, float]:
    """Efficiency, worst pair and second eigenvalue of a plan that hangs together."""
    pitches = seen.shape[0]
    n = seen.sum(axis=1).astype(np.float64)
    known = information(seen)
    inverse = np.linalg.inv(known + 1.0 / pitches) - 1.0 / pitches
    efficiency = float((1.0 / n).mean() * (pitches - 1) / np.trace(inverse))
    worst = float(of_differences(inverse).max())
    root = 1.0 / np.sqrt(n)
    values = np.linalg.eigvalsh(known * root[:, None] * root[None, :])
    return min(efficiency, 1.0), worst, max(float(values[1]), 0.0)


def _chains(seen: Table) -> tuple[int, int]:
    """Into how many parts the pitches fall, and how many judges the longest chain between two of a part needs."""
    pitches = seen.shape[0]
    near = (seen.astype(np.int64) @ seen.T) > 0
    np.fill_diagonal(near, True)
    steps, reached = 1, near
    while True:
        further = (reached.astype(np.int64) @ near) > 0
        if np.array_equal(further, reached):
            break
        steps, reached = steps + 1, further
    return len({row.tobytes() for row in reached}) if pitches else 0, steps


def is_linked(seen: Table) -> bool:
    """Whether shared judges tie every pitch to every other: only then can all be ranked together."""
    return _chains(seen)[0] <= 1
