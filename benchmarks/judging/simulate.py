"""Days that never were: teams of known worth, judges of known habits, panels as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from challenges.judging.engine import Card, Criterion, Slot

Floats = NDArray[np.float64]
Cells = list[tuple[int, int]]
MIDDLE, LOW, HIGH = 3.0, 1, 5


@dataclass(frozen=True)
class Scene:
    """One kind of day: sizes, how panels are drawn, and how far everything differs (standard deviations, in points)."""

    name: str
    pitches: int = 24
    judges: int = 12
    each: int = 4
    panels: str = "linked"
    severity: float = 0.45
    team: float = 0.6
    criterion: float = 0.3
    spread: float = 0.2
    taste: float = 0.45
    noise: float = 0.4
    criteria: int = 5
    tracks_apart: float = 0.0
    bridges: int = 0
    missing: float = 0.0
    spiteful: int = 0

    def but(self, name: str, **changes: object) -> Scene:
        """Another kind that differs in these."""
        return replace(self, name=name, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Day:
    """One day: what the engine is given, and the truth it does not know, with and without the criteria's part."""

    cards: list[Card]
    criteria: list[Criterion]
    slots: list[Slot]
    truth: Floats
    team: Floats


def day_of(scene: Scene, rng: np.random.Generator) -> Day:
    """Return one day of this kind."""
    tracks = np.where(np.arange(scene.pitches) < scene.pitches // 2, 0.5, -0.5) * scene.tracks_apart
    team = rng.normal(0, scene.team, scene.pitches) + tracks
    worth = team[:, None] + rng.normal(0, scene.criterion, (scene.pitches, scene.criteria))
    truth = worth.mean(axis=1)
    strict = rng.normal(0, scene.severity, scene.judges)
    wide = 1 + rng.normal(0, scene.spread, scene.judges)
    cells = panels_of(scene, rng)
    if scene.missing:
        cells = [cell for cell, lost in zip(cells, rng.random(len(cells)) < scene.missing, strict=True) if not lost]
    favourites = {judge: int(rng.integers(scene.pitches)) for judge in range(scene.spiteful)}
    cards = []
    for pitch, judge in cells:
        seen = wide[judge] * worth[pitch] - strict[judge] + rng.normal(0, scene.taste)
        if judge < scene.spiteful:
            # Against everybody but one: no severity that could be told from the truth.
            seen = np.full(scene.criteria, 1.5 if favourites[judge] == pitch else -rng.choice([0, 1.0]))
        marks = np.clip(np.rint(MIDDLE + seen + rng.normal(0, scene.noise, scene.criteria)), LOW, HIGH).astype(int)
        cards.append(Card(f"j{judge}", f"p{pitch}", {f"c{at}": mark for at, mark in enumerate(marks.tolist())}))
    criteria = [Criterion(f"c{at}", f"Criterion {at}", 1, LOW, HIGH) for at in range(scene.criteria)]
    return Day(cards, criteria, [Slot(f"p{at}", f"Team {at}") for at in range(scene.pitches)], truth, team)


def panels_of(scene: Scene, rng: np.random.Generator) -> Cells:
    """Return who scores whom, as (pitch, judge)."""
    everybody = range(scene.pitches), range(scene.judges)
    if scene.panels == "complete":
        return [(pitch, judge) for pitch in everybody[0] for judge in everybody[1]]
    if scene.panels == "tracks":
        return _tracks(scene, rng)
    if scene.panels == "fixed":
        count = scene.judges // scene.each
        judges = rng.permutation(scene.judges)
        return [
            (pitch, int(judges[pitch % count + count * seat])) for pitch in everybody[0] for seat in range(scene.each)
        ]
    if scene.panels == "unequal":
        return _unequal(scene, rng)
    return linked(list(everybody[0]), list(everybody[1]), scene.each, rng)


def linked(pitches: Sequence[int], judges: Sequence[int], each: int, rng: np.random.Generator) -> Cells:
    """Return balanced random panels: pitches in random order, each the least-loaded judges, ties at random."""
    load = dict.fromkeys(judges, 0)
    cells = []
    for pitch in rng.permutation(pitches).tolist():
        chance = dict(zip(judges, rng.random(len(judges)).tolist(), strict=True))
        for judge in sorted(judges, key=lambda one: (load[one], chance[one]))[:each]:
            load[judge] += 1
            cells.append((pitch, judge))
    return cells


def _tracks(scene: Scene, rng: np.random.Generator) -> Cells:
    """Two tracks with judges of their own, linked within; some judges score one pitch more, of the other track."""
    half, bench = scene.pitches // 2, scene.judges // 2
    cells = linked(list(range(half)), list(range(bench)), scene.each, rng)
    cells += linked(list(range(half, scene.pitches)), list(range(bench, scene.judges)), scene.each, rng)
    for number in range(scene.bridges):
        # In turn from one track and the other, each time other judges and other pitches.
        judges = range(bench) if number % 2 else range(bench, scene.judges)
        pitches = range(half, scene.pitches) if number % 2 else range(half)
        taken = set(cells[-number:]) if number else set()
        free = [judge for judge in judges if judge not in {one for _pitch, one in taken}] or list(judges)
        goals = [pitch for pitch in pitches if pitch not in {one for one, _judge in taken}] or list(pitches)
        cells.append((int(rng.choice(goals)), int(rng.choice(free))))
    return list(dict.fromkeys(cells))


def _unequal(scene: Scene, rng: np.random.Generator) -> Cells:
    """Panels from two judges to six, drawn without a look at anybody's load."""
    sizes = rng.integers(2, 7, scene.pitches).tolist()
    return [
        (pitch, int(judge))
        for pitch, size in enumerate(sizes)
        for judge in rng.choice(scene.judges, size, replace=False)
    ]


def tau(found: Sequence[float], truth: Sequence[float]) -> float:
    """Return Kendall's tau-b of the two; the truth has no ties."""
    one, other = np.asarray(found), np.asarray(truth)
    first, second = np.triu_indices(len(one), 1)
    gaps = one[first] - one[second]
    signs = np.where(np.abs(gaps) < 1e-9, 0, np.sign(gaps)) * np.sign(other[first] - other[second])
    return float(signs.sum() / np.sqrt(len(signs) * max(np.count_nonzero(signs), 1)))
