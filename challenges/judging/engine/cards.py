"""What ranking starts from: criteria with stated ranges, teams' slots, judges' cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from core.sentence import Sentence, say
from core.sentence import noop as _

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Criterion:
    """A weighted line of the rubric with the range that was stated before the day."""

    id: str
    name: str
    weight: Number
    low: Number
    high: Number


@dataclass(frozen=True, slots=True)
class Slot:
    """One team's pitch."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """One judge's scores of one pitch, by criterion; it counts only when all are given."""

    judge: str
    slot: str
    scores: Mapping[str, Number] = field(default_factory=dict)


class BadScores(ValueError):
    """The cards contradict the rubric; `.message` says how in words."""

    def __init__(self, message: Sentence) -> None:
        """Hold the words."""
        self.message = message
        super().__init__(str(message))


def check_cards(cards: Sequence[Card], criteria: Sequence[Criterion], slots: Sequence[Slot]) -> None:
    """Raise BadScores for what no card may hold: unknown pitches, scores out of range, two cards for one pitch."""
    _check_rubric(criteria)
    _check_once([slot.id for slot in slots])
    _check_once([(card.judge, card.slot) for card in cards])
    stated = {criterion.id: criterion for criterion in criteria}
    known = {slot.id for slot in slots}
    for card in cards:
        if card.slot not in known:
            raise BadScores(say(_("A card is for a pitch that is not on the day.")))
        for name, value in sorted(card.scores.items()):
            _check_score(stated.get(name), value)


def _check_rubric(criteria: Sequence[Criterion]) -> None:
    _check_once([criterion.id for criterion in criteria])
    for criterion in criteria:
        if criterion.high <= criterion.low or criterion.weight < 0:
            raise BadScores(say(_("“%(name)s” has no range or a weight below zero."), name=criterion.name))
    if not sum(criterion.weight for criterion in criteria):
        raise BadScores(say(_("The rubric has no criterion that counts.")))


def _check_once(ids: Collection[object]) -> None:
    if any(count > 1 for count in Counter(ids).values()):
        raise BadScores(say(_("A criterion, a pitch or a card is in the list twice.")))


def _check_score(criterion: Criterion | None, value: Number) -> None:
    if criterion is None:
        raise BadScores(say(_("A card has a score for a criterion that is not in the rubric.")))
    if not criterion.low <= value <= criterion.high:
        words = _("%(value)s for “%(name)s” is outside %(low)s to %(high)s.")
        raise BadScores(
            say(words, value=str(value), name=criterion.name, low=str(criterion.low), high=str(criterion.high))
        )


def total(card: Card, criteria: Sequence[Criterion]) -> Fraction | None:
    """Return the card's weighted mean from 0 to 1 by stated ranges, or None while a score is missing."""
    if any(criterion.id not in card.scores for criterion in criteria):
        return None
    parts = [Fraction(criterion.weight) * part(card, criterion) for criterion in criteria]
    return sum(parts, Fraction(0)) / sum(Fraction(criterion.weight) for criterion in criteria)


def part(card: Card, criterion: Criterion) -> Fraction:
    """Return one score from 0 to 1 by the stated range."""
    return Fraction(card.scores[criterion.id] - criterion.low) / Fraction(criterion.high - criterion.low)
