"""Scorecards as arrays: who scored whom and how much, in an order that neither rows nor names decide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from challenges.judging.engine.cards import Card, Criterion, Slot, check_cards

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

DIGITS = 12
"""Totals that agree to so many digits are the same when pitches and judges are put in order."""

ROUNDS = 4


@dataclass(frozen=True)
class Design:
    """The counted cards, pitch by pitch: `pitches` and `judges` are the ids of those who have one.

    `parts` are the scores from 0 to 1 by criterion, `totals` their means by `weights`; `seen` is the incidence.
    """

    criteria: tuple[str, ...]
    weights: Floats
    pitches: tuple[str, ...]
    judges: tuple[str, ...]
    at_pitch: Ints
    at_judge: Ints
    parts: Floats
    totals: Floats
    incomplete: tuple[tuple[str, str], ...]
    seen: Floats = field(init=False)
    n: Floats = field(init=False)
    k: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Count who saw whom."""
        seen = np.zeros((len(self.pitches), len(self.judges)))
        seen[self.at_pitch, self.at_judge] = 1
        object.__setattr__(self, "seen", seen)
        object.__setattr__(self, "n", seen.sum(axis=1))
        object.__setattr__(self, "k", seen.sum(axis=0))

    @property
    def spare(self) -> int:
        """How many totals there are beyond one for each pitch: what is known of noise and severity."""
        return len(self.totals) - len(self.pitches)

    @property
    def is_complete(self) -> bool:
        """Whether every judge's card counts for every pitch."""
        return len(self.totals) == len(self.pitches) * len(self.judges) > 0

    def by_pitch(self, values: Floats) -> Floats:
        """Return the means of the cells' values for each pitch; columns stay columns."""
        return self.summed(self.at_pitch, values, len(self.pitches)) / _column(self.n, values)

    def by_judge(self, values: Floats) -> Floats:
        """Return the sums of the cells' values for each judge; columns stay columns."""
        return self.summed(self.at_judge, values, len(self.judges))

    @staticmethod
    def summed(index: Ints, values: Floats, size: int) -> Floats:
        """Return the sums of the values by their index."""
        if values.ndim == 1:
            return np.bincount(index, values, size).astype(np.float64)
        return np.stack([np.bincount(index, column, size).astype(np.float64) for column in values.T], axis=1)


def _column(values: Floats, like: Floats) -> Floats:
    return values if like.ndim == 1 else values[:, None]


def design_of(
    cards: Sequence[Card],
    criteria: Sequence[Criterion],
    slots: Sequence[Slot],
    exclusions: Collection[tuple[str, str]] = (),
) -> Design:
    """Return the design; cards of excluded (judge, slot) pairs leave as if never written. Raises BadScores."""
    banned = set(exclusions)
    kept = [card for card in cards if (card.judge, card.slot) not in banned]
    rubric = sorted(criteria, key=lambda criterion: criterion.id)
    check_cards([], rubric, slots)
    ids = [criterion.id for criterion in rubric]
    given = [[card.scores.get(name) for name in ids] for card in kept]
    whole = [at for at, values in enumerate(given) if None not in values]
    low = np.array([float(criterion.low) for criterion in rubric])
    high = np.array([float(criterion.high) for criterion in rubric])
    values = np.array([given[at] for at in whole], dtype=float).reshape(len(whole), len(ids))
    if not (_is_well(kept, ids, slots, whole) and ((low <= values) & (values <= high)).all()):
        check_cards(kept, rubric, slots)
    weights = np.array([float(criterion.weight) for criterion in rubric])
    incomplete = sorted((card.slot, card.judge) for card in kept if any(name not in card.scores for name in ids))
    parts = (values - low) / (high - low)
    return _ordered([kept[at] for at in whole], parts, tuple(ids), weights / weights.sum(), tuple(incomplete))


def _is_well(cards: Sequence[Card], ids: Sequence[str], slots: Sequence[Slot], whole: Sequence[int]) -> bool:
    """Whether nothing calls for the slow check that names what is wrong."""
    known = {slot.id for slot in slots}
    return (
        len(whole) == len(cards)
        and all(len(card.scores) == len(ids) and card.slot in known for card in cards)
        and len({(card.judge, card.slot) for card in cards}) == len(cards)
    )


def _ordered(
    cards: Sequence[Card], parts: Floats, ids: tuple[str, ...], weights: Floats, incomplete: tuple[tuple[str, str], ...]
) -> Design:
    """Return the design with pitches, judges and cells in an order that follows from the scores alone."""
    totals = np.zeros(len(cards))
    for column, weight in zip(parts.T, weights, strict=True):
        # One after the other: a product of matrices may give two equal cards different last digits.
        totals += column * weight
    pitches, judges = sorted({card.slot for card in cards}), sorted({card.judge for card in cards})
    pitch_at, judge_at = {name: at for at, name in enumerate(pitches)}, {name: at for at, name in enumerate(judges)}
    at_pitch = np.array([pitch_at[card.slot] for card in cards], dtype=np.int64)
    at_judge = np.array([judge_at[card.judge] for card in cards], dtype=np.int64)
    by_pitch, by_judge = _fingerprints(at_pitch, at_judge, totals, len(pitches), len(judges))
    # Stable: those whom the scores cannot tell apart stay in the order of their ids.
    pitch_order, judge_order = np.argsort(by_pitch, kind="stable"), np.argsort(by_judge, kind="stable")
    at_pitch, at_judge = np.argsort(pitch_order)[at_pitch], np.argsort(judge_order)[at_judge]
    cells = np.lexsort((at_judge, at_pitch))
    return Design(
        ids,
        weights,
        tuple(pitches[at] for at in pitch_order),
        tuple(judges[at] for at in judge_order),
        at_pitch[cells],
        at_judge[cells],
        parts[cells],
        totals[cells],
        incomplete,
    )


def _fingerprints(at_pitch: Ints, at_judge: Ints, totals: Floats, pitches: int, judges: int) -> tuple[Words, Words]:
    """Return a number for each pitch and judge made of the scores around them and of nothing else.

    Renaming everybody then changes neither the order of sums nor which random number meets whom.
    """
    worth = np.round(totals, DIGITS).view(np.uint64) if len(totals) else np.zeros(0, np.uint64)
    by_pitch, by_judge = np.zeros(pitches, np.uint64), np.zeros(judges, np.uint64)
    for _round in range(ROUNDS):
        cells = _mixed(worth ^ _mixed(by_judge[at_judge] + np.uint64(1)))
        new_pitch = np.zeros(pitches, np.uint64)
        np.add.at(new_pitch, at_pitch, cells)
        cells = _mixed(worth ^ _mixed(by_pitch[at_pitch] + np.uint64(2)))
        new_judge = np.zeros(judges, np.uint64)
        np.add.at(new_judge, at_judge, cells)
        by_pitch, by_judge = _mixed(new_pitch + by_pitch), _mixed(new_judge + by_judge)
    return by_pitch, by_judge


def _mixed(words: Words) -> Words:
    """Return the words with their bits stirred: the finish of splitmix64."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
