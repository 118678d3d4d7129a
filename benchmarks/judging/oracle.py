"""Why chances are too high where pitches have two judges: the same days rated by somebody who knows every variance.

`python -m benchmarks.judging.oracle` compares three readers of the same days: the engine; the engine's method told the
true variances, with pitches free as the method has them; and the same with pitches drawn from their true spread.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import numpy as np
from scipy.special import ndtr

from benchmarks.judging.measuring import BINS, LEAST_DAYS, LINKED, SEED
from benchmarks.judging.simulate import Day, Floats, Scene, day_of
from challenges.judging.engine.rating import rate

ROUNDING = 1 / 12
"""The variance of rounding to whole scores."""


@dataclass
class Reader:
    """The chances that one reader gave to pairs, and which came true."""

    name: str
    chance: list[float] = field(default_factory=list)
    won: list[bool] = field(default_factory=list)

    @property
    def calibration(self) -> float:
        """How far chances are from shares, over ten bins from one half on, weighed by their pairs."""
        chance, won = np.array(self.chance), np.array(self.won, dtype=float)
        chance, won = np.maximum(chance, 1 - chance), np.where(chance < 0.5, 1 - won, won)
        bins = np.minimum(((chance - 0.5) * 2 * BINS).astype(int), BINS - 1)
        return sum(abs(float(np.sum((chance - won)[bins == at]))) for at in range(BINS)) / len(chance)


def read(scene: Scene, days: int = LEAST_DAYS) -> tuple[Reader, Reader, Reader]:
    """Return the engine, who knows the variances, and who knows the spread of the pitches too."""
    rng = np.random.default_rng(SEED)
    engine, free, drawn = (Reader(name) for name in ("engine", "variances known", "pitches' spread known too"))
    for number in range(days):
        day = day_of(scene, rng)
        for (one, two), chance in rate(day.cards, day.criteria, day.slots, seed=number).pairs.items():
            engine.chance.append(chance)
            engine.won.append(bool(day.truth[int(one[1:])] > day.truth[int(two[1:])]))
        scores, spread = _known(scene, day)
        _note(free, day, scores, spread)
        _note(drawn, day, *_shrunk(scene, scores, spread))
    return engine, free, drawn


def _known(scene: Scene, day: Day) -> tuple[Floats, Floats]:
    """The scores and their covariance by generalised least squares with the variances that the days are drawn with."""
    y = np.array([np.mean(list(card.scores.values())) for card in day.cards])
    x, z = np.zeros((len(y), scene.pitches)), np.zeros((len(y), scene.judges))
    for at, card in enumerate(day.cards):
        x[at, int(card.slot[1:])] = z[at, int(card.judge[1:])] = 1
    noise = scene.taste**2 + (scene.noise**2 + ROUNDING) / scene.criteria + scene.spread**2 * _worth(scene)
    inverse = np.linalg.inv(noise * np.eye(len(y)) + scene.severity**2 * z @ z.T)
    spread = _inverse(x.T @ inverse @ x)
    return np.asarray(spread @ (x.T @ inverse @ y)), spread


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _worth(scene: Scene) -> float:
    """The true variance of pitches."""
    return scene.team**2 + scene.criterion**2 / scene.criteria


def _shrunk(scene: Scene, scores: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """The same where pitches are known to be drawn from their true spread around an unknown mean."""
    whole = np.linalg.inv(spread + _worth(scene) * np.eye(scene.pitches))
    mean = float((whole @ scores).sum() / whole.sum())
    known = np.linalg.inv(spread)
    held = _inverse(known + np.eye(scene.pitches) / _worth(scene))
    return np.asarray(held @ (known @ scores + mean / _worth(scene))), held


def _note(reader: Reader, day: Day, scores: Floats, spread: Floats) -> None:
    one, two = np.triu_indices(len(scores), 1)
    alone = np.diag(spread)
    sure = np.sqrt(alone[one] + alone[two] - 2 * spread[one, two])
    reader.chance += ndtr((scores[one] - scores[two]) / sure).tolist()
    reader.won += (day.truth[one] > day.truth[two]).tolist()


def main() -> int:
    """The three errors stand in a row for two, three and four judges a pitch."""
    for each in (2, 3, 4):
        errors = [f"{reader.name} {reader.calibration:.4f}" for reader in read(LINKED.but("", each=each))]
        sys.stdout.write(f"{each} each: {', '.join(errors)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
