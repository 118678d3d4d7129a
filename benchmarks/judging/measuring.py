"""What the engine reaches on simulated days: how near the truth it is, how honest, how fast."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from benchmarks.judging.simulate import Day, Scene, day_of, tau
from challenges.judging.engine.outcome import Rating
from challenges.judging.engine.rating import rate

DAYS, SEED = 1000, 1
PAIRS, LEAST_DAYS = 20_000, 200
BINS = 10

LINKED = Scene("24 pitches, 12 judges, 4 each, linked")
LARGE = LINKED.but("60 pitches, 40 judges, 3 each, linked", pitches=60, judges=40, each=3)
TRACKS = LINKED.but("strong and weak track, 4 each, 8 bridging scores", panels="tracks", tracks_apart=0.4, bridges=8)
COMPLETE = LINKED.but("12 pitches, 8 judges, complete", pitches=12, judges=8, panels="complete")
TARGETS = ((LINKED, 0.715), (TRACKS, 0.745), (LARGE, 0.655))
SCENES = (
    LINKED,
    LARGE,
    TRACKS,
    COMPLETE,
    COMPLETE.but("7 pitches, 4 judges, complete", pitches=7, judges=4),
    LINKED.but("12 pitches, 6 judges, 3 each", pitches=12, judges=6, each=3),
    LINKED.but("3 each", each=3),
    LINKED.but("2 each", each=2),
    LINKED.but("fixed panels of 4, no judge shared", panels="fixed"),
    LINKED.but("two equal tracks, 2 bridging scores", panels="tracks", bridges=2),
    LINKED.but("2 to 6 judges a pitch, unequal load", panels="unequal"),
    LINKED.but("a fifth of the cards missing", missing=0.2),
    LINKED.but("severity nought", severity=0.0),
    LINKED.but("severity 0.9", severity=0.9),
    LINKED.but("a spiteful judge", spiteful=1),
    LINKED.but("one criterion", criteria=1),
    LINKED.but("teams hardly differ (0.15)", team=0.15),
)


@dataclass
class Found:
    """What many days of one kind gave."""

    scene: Scene
    adjusted: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)
    won: list[bool] = field(default_factory=list)
    biases: list[float] = field(default_factory=list)

    def add(self, day: Day, rating: Rating) -> None:
        """Note one more day."""
        there = [one for one in rating.pitches if one.raw is not None and one.adjusted is not None]
        truth = [day.truth[int(one.id[1:])] for one in there]
        adjusted = [one.adjusted or 0.0 for one in there]
        self.adjusted.append(tau(adjusted, truth))
        self.raw.append(tau([one.raw or 0.0 for one in there], truth))
        self.alone.append(tau(adjusted, [day.team[int(one.id[1:])] for one in there]))
        chance = list(rating.pairs.values())
        won = [bool(day.truth[int(one[1:])] > day.truth[int(two[1:])]) for one, two in rating.pairs]
        self.chance += chance
        self.won += won
        self.biases.append((sum(chance) - sum(won)) / max(len(won), 1))

    @property
    def calibration(self) -> float:
        """How far chances are from shares, over ten bins of equal width, weighed by the pairs in them."""
        chance, won = np.array(self.chance), np.array(self.won, dtype=float)
        bins = np.minimum(((chance - 0.5) * 2 * BINS).astype(int), BINS - 1)
        gaps = [abs(float(np.sum((chance - won)[bins == number]))) for number in range(BINS)]
        return sum(gaps) / max(len(chance), 1)


def error(values: list[float]) -> float:
    """The standard error of the mean."""
    return statistics.stdev(values) / sqrt(len(values))


def simulated(scene: Scene, days: int) -> Found:
    """Return what so many days gave, and more until there are pairs enough."""
    rng, found = np.random.default_rng(SEED), Found(scene)
    number = 0
    while number < days or len(found.chance) < PAIRS:
        day = day_of(scene, rng)
        found.add(day, rate(day.cards, day.criteria, day.slots, seed=number))
        number += 1
    return found


def measured() -> Iterator[Found]:
    """Yield every kind of day: a thousand of those with a target, enough of the others."""
    held = {scene.name for scene, _target in TARGETS} | {COMPLETE.name}
    for scene in SCENES:
        yield simulated(scene, DAYS if scene.name in held else LEAST_DAYS)


def timings() -> Iterator[tuple[str, float, float, float]]:
    """Yield for each size its name, the medians in milliseconds of the processor's time and of the clock's, the limit.

    A busy machine shifts the clock; the processor's time is what an idle one takes, since all runs in one thread.
    """
    for pitches, judges, limit in ((60, 40, 50.0), (300, 100, 500.0)):
        for words, each, panels, missing in (
            ("3 each", 3, "linked", 0.0),
            ("complete", 0, "complete", 0.0),
            ("complete but for a card in thirty", 0, "complete", 1 / 30),
        ):
            scene = Scene("", pitches=pitches, judges=judges, each=each, panels=panels, missing=missing)
            day = day_of(scene, np.random.default_rng(SEED))
            rate(day.cards, day.criteria, day.slots)
            times = [_timed(day) for _ in range(9)]
            own, clock = (statistics.median(some) for some in zip(*times, strict=True))
            yield f"{pitches} pitches, {judges} judges, 5 criteria, {words}", own, clock, limit


def _timed(day: Day) -> tuple[float, float]:
    begun, own = time.perf_counter(), time.process_time()
    rate(day.cards, day.criteria, day.slots)
    return (time.process_time() - own) * 1000, (time.perf_counter() - begun) * 1000
