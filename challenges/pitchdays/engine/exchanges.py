"""Exchanges between two pitches that keep every load: first for what pitches want, then for exact comparisons."""

from __future__ import annotations

import random

import numpy as np

from challenges.pitchdays.engine.design import Task
from challenges.pitchdays.engine.efficiency import EASE, Numbers, Table, variances

AFRESH = 200
"""Rounding errors of the running inverse are thrown away after so many exchanges."""


class Wants:
    """What each pitch wants of its judges beside their number: both sectors, one with the wanted expertise."""

    def __init__(self, task: Task, allowed: Table) -> None:
        self.task = task
        sides = ("PUBLIC", "PRIVATE") if task.both_sectors else ()
        groups = [np.array([judge.sector == side for judge in task.judges], dtype=np.bool_) for side in sides]
        tags = sorted({pitch.wants for pitch in task.pitches if pitch.wants})
        known = {tag: np.array([tag in judge.expertise for judge in task.judges], dtype=np.bool_) for tag in tags}
        # Only what some free judge could give is wanted; the rest is told apart.
        self.of = [
            [
                group
                for group in (*groups, *([known[pitch.wants]] if pitch.wants else []))
                if (group & allowed[row]).any()
            ]
            for row, pitch in enumerate(task.pitches)
        ]

    def lacking(self, pitch: int, judges: Table) -> int:
        """How many of its wants these judges leave open."""
        return sum(not (group & judges).any() for group in self.of[pitch])

    def open(self, seen: Table) -> list[int]:
        """The pitches with a want that is open."""
        return [pitch for pitch in range(len(seen)) if self.lacking(pitch, seen[pitch])]


def improve(seen: Table, allowed: Table, wants: Wants, lot: random.Random, tries: int) -> None:
    """The table leaves no fewer wants open and compares no worse than before; loads are as they were."""
    _serve(seen, allowed, wants)
    if len(seen) < 2:
        return
    loads = seen.sum(axis=0) + EASE
    inverse, changed = variances(seen), 0
    for _try in range(tries):
        found = _candidate(seen, allowed, lot)
        if found is None:
            continue
        first, second, giver, taker = found
        more = _more_lacking(seen, wants, *found)
        turn = _turn(seen, loads, *found)
        gain, after = _after(inverse, turn, first, second)
        if more > 0 or (more == 0 and gain > -1e-12):
            continue
        seen[first, giver] = seen[second, taker] = False
        seen[second, giver] = seen[first, taker] = True
        changed += 1
        inverse = variances(seen) if changed % AFRESH == 0 else inverse + after[0] @ after[1] @ after[0].T


def _serve(seen: Table, allowed: Table, wants: Wants) -> None:
    """Exchanges as long as each leaves fewer wants open."""
    while any(_serve_one(seen, allowed, wants, pitch) for pitch in wants.open(seen)):
        pass


def _serve_one(seen: Table, allowed: Table, wants: Wants, pitch: int) -> bool:
    for giver in np.flatnonzero(seen[pitch]):
        for other in range(len(seen)):
            if other == pitch or seen[other, giver] or not allowed[other, giver]:
                continue
            for taker in np.flatnonzero(seen[other] & ~seen[pitch] & allowed[pitch]):
                if _more_lacking(seen, wants, pitch, other, int(giver), int(taker)) < 0:
                    seen[pitch, giver] = seen[other, taker] = False
                    seen[other, giver] = seen[pitch, taker] = True
                    return True
    return False


def _candidate(seen: Table, allowed: Table, lot: random.Random) -> tuple[int, int, int, int] | None:
    """Two pitches, and a judge of each who may see the other one instead."""
    first, second = lot.sample(range(len(seen)), 2)
    givers = np.flatnonzero(seen[first] & ~seen[second] & allowed[second])
    takers = np.flatnonzero(seen[second] & ~seen[first] & allowed[first])
    if not givers.size or not takers.size:
        return None
    return first, second, int(givers[lot.randrange(givers.size)]), int(takers[lot.randrange(takers.size)])


def _more_lacking(seen: Table, wants: Wants, first: int, second: int, giver: int, taker: int) -> int:
    """By how many open wants the exchange is worse."""
    if not wants.of[first] and not wants.of[second]:
        return 0
    before = wants.lacking(first, seen[first]) + wants.lacking(second, seen[second])
    one, other = seen[first].copy(), seen[second].copy()
    one[giver], one[taker], other[giver], other[taker] = False, True, True, False
    return wants.lacking(first, one) + wants.lacking(second, other) - before


def _turn(seen: Table, loads: Numbers, first: int, second: int, giver: int, taker: int) -> Numbers:
    """What is known changes by -(u d' + d u'), with d = 1 at the second pitch and -1 at the first: this is u."""
    u = seen[:, giver] / loads[giver] - seen[:, taker] / loads[taker]
    half = (1.0 / loads[giver] + 1.0 / loads[taker]) / 2.0
    u[second] += half
    u[first] -= half
    return np.asarray(u)


def _after(inverse: Numbers, u: Numbers, first: int, second: int) -> tuple[float, tuple[Numbers, Numbers]]:
    """By how much the sum of variances changes, and B, K with inverse + B K B' afterwards (Woodbury, of rank two)."""
    by_u, by_d = inverse @ u, inverse[:, second] - inverse[:, first]
    uu, ud, dd = float(u @ by_u), float(u @ by_d), float(by_d[second] - by_d[first])
    cross = 1.0 - ud
    core = np.array([[-dd, -cross], [-cross, -uu]]) / (uu * dd - cross * cross)
    both = np.stack([by_u, by_d], axis=1)
    return float(np.sum(core * (both.T @ both))), (both, core)
