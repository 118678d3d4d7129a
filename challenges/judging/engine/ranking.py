"""The raw ranking: each team's mean over its judges, joint places, and the lines that add up to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from challenges.judging.engine.cards import Card, Criterion, Slot, check_cards, part, total
from core.sentence import Sentence, say
from core.sentence import noop as _

SHOWN = 1000
"""Scores are shown from 0 to 100 with one decimal: in whole thousandths of the range."""

UNEQUAL = Fraction(3, 2)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One judge's part in a team's score: the judge's own total, and what it adds to the mean.

    `shown_total` and `shown_counts` are thousandths; the latter add up exactly to the score as shown.
    """

    judge: str
    total: Fraction
    counts: Fraction
    shown_total: int
    shown_counts: int


@dataclass(frozen=True, slots=True)
class Place:
    """One team's place; without scores there is neither rank nor score."""

    slot: str
    name: str
    rank: int | None
    is_joint: bool
    score: Fraction | None
    shown: int | None
    ledger: tuple[LedgerLine, ...]
    by_criterion: Mapping[str, Fraction]
    sentence: Sentence

    @property
    def judges(self) -> int:
        """Return how many judges' cards count."""
        return len(self.ledger)

    @property
    def percent(self) -> str:
        """Return the score as shown, such as 78.4, or nothing."""
        return "" if self.shown is None else f"{self.shown // 10}.{self.shown % 10}"


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that whoever decides must know before they do."""

    code: str
    sentence: Sentence
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """All teams, best first, those without scores last; `is_complete` when every judge scored every team."""

    places: tuple[Place, ...]
    warnings: tuple[Warned, ...]
    is_complete: bool

    @property
    def winners(self) -> tuple[Place, ...]:
        """Return the team or teams in first place."""
        return tuple(place for place in self.places if place.rank == 1)


def rank(
    cards: Sequence[Card],
    criteria: Sequence[Criterion],
    slots: Sequence[Slot],
    exclusions: Collection[tuple[str, str]] = (),
) -> Ranking:
    """Return the ranking by exact raw means; cards of excluded (judge, slot) pairs leave as if never written."""
    banned = set(exclusions)
    kept = sorted(
        (card for card in cards if (card.judge, card.slot) not in banned), key=lambda card: (card.slot, card.judge)
    )
    rubric = sorted(criteria, key=lambda criterion: criterion.id)
    check_cards(kept, rubric, slots)
    counted = {slot.id: _counted(slot, kept, rubric) for slot in slots}
    scores = {slot: _mean([worth for _card, worth in found]) for slot, found in counted.items() if found}
    order = sorted(slots, key=lambda slot: (slot.id not in scores, -scores.get(slot.id, Fraction(0)), slot.id))
    ranks = {slot: 1 + sum(other > score for other in scores.values()) for slot, score in scores.items()}
    places = tuple(_place(slot, counted[slot.id], rubric, scores.get(slot.id), ranks) for slot in order)
    judges = {card.judge for found in counted.values() for card, _worth in found}
    complete = bool(judges) and all(place.judges == len(judges) for place in places)
    return Ranking(places, tuple(_warnings(places, kept, rubric)), complete)


def _counted(slot: Slot, cards: Sequence[Card], criteria: Sequence[Criterion]) -> list[tuple[Card, Fraction]]:
    """Return the finished cards of the pitch with what each is worth, by judge."""
    worth = [(card, total(card, criteria)) for card in cards if card.slot == slot.id]
    return [(card, value) for card, value in worth if value is not None]


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _place(
    slot: Slot,
    found: Sequence[tuple[Card, Fraction]],
    criteria: Sequence[Criterion],
    score: Fraction | None,
    ranks: Mapping[str, int],
) -> Place:
    place = ranks.get(slot.id)
    joint = place is not None and list(ranks.values()).count(place) > 1
    shown = None if score is None else round(score * SHOWN)
    means = {criterion.id: _mean([part(card, criterion) for card, _worth in found]) for criterion in criteria if found}
    sentence = _sentence(slot, place, joint, shown, len(found))
    return Place(slot.id, slot.name, place, joint, score, shown, _ledger(found, shown), means, sentence)


def _ledger(found: Sequence[tuple[Card, Fraction]], shown: int | None) -> tuple[LedgerLine, ...]:
    """Return a line for each judge; the shown parts are rounded so that they add up to the shown score."""
    if shown is None:
        return ()
    exact = [worth / len(found) for _card, worth in found]
    floors = [int(part * SHOWN) for part in exact]
    # What rounding left over goes to the largest remainders, then by judge.
    order = sorted(range(len(found)), key=lambda at: (floors[at] - exact[at] * SHOWN, found[at][0].judge))
    extra = set(order[: shown - sum(floors)])
    return tuple(
        LedgerLine(card.judge, worth, exact[at], round(worth * SHOWN), floors[at] + (at in extra))
        for at, (card, worth) in enumerate(found)
    )


def _sentence(slot: Slot, place: int | None, joint: bool, shown: int | None, judges: int) -> Sentence:
    if place is None or shown is None:
        return say(_("%(team)s has no finished scorecards."), team=slot.name)
    words = _("%(team)s is number %(rank)d with %(score)s of 100 from %(judges)d judges.")
    if joint:
        words = _("%(team)s is joint number %(rank)d with %(score)s of 100 from %(judges)d judges.")
    if judges == 1:
        words = _("%(team)s is number %(rank)d with %(score)s of 100 from one judge.")
        if joint:
            words = _("%(team)s is joint number %(rank)d with %(score)s of 100 from one judge.")
    return say(words, team=slot.name, rank=place, score=f"{shown // 10}.{shown % 10}", judges=judges)


def _warnings(places: Sequence[Place], cards: Sequence[Card], criteria: Sequence[Criterion]) -> list[Warned]:
    found = [_unscored(places), _unfinished(cards, criteria), _unequal(places), _tie(places), _looks_equal(places)]
    return [warning for warning in found if warning]


def _names(places: Sequence[Place]) -> str:
    return ", ".join(place.name for place in places)


def _unscored(places: Sequence[Place]) -> Warned | None:
    without = [place for place in places if place.rank is None]
    if not without:
        return None
    words = _("No finished scorecards: %(teams)s.")
    return Warned("NO_SCORES", say(words, teams=_names(without)), tuple(place.slot for place in without))


def _unfinished(cards: Sequence[Card], criteria: Sequence[Criterion]) -> Warned | None:
    open_cards = [card for card in cards if total(card, criteria) is None]
    if not open_cards:
        return None
    words = _("%(count)d scorecards are not finished and do not count.")
    slots = tuple(sorted({card.slot for card in open_cards}))
    if len(open_cards) == 1:
        words = _("One scorecard is not finished and does not count.")
    return Warned("INCOMPLETE", say(words, count=len(open_cards)), slots)


def _unequal(places: Sequence[Place]) -> Warned | None:
    scored = [place for place in places if place.judges]
    counts = [place.judges for place in scored]
    if not counts or Fraction(max(counts), min(counts)) <= UNEQUAL:
        return None
    few = tuple(place.slot for place in scored if place.judges == min(counts))
    words = _("Some teams were seen by %(most)d judges, others by %(fewest)d: fewer judges make a less certain score.")
    return Warned("UNEQUAL_N", say(words, most=max(counts), fewest=min(counts)), few)


def _tie(places: Sequence[Place]) -> Warned | None:
    first = [place for place in places if place.rank == 1]
    if len(first) < 2:
        return None
    words = _("%(teams)s have exactly the same score at the top.")
    return Warned("TIE_AT_TOP", say(words, teams=_names(first)), tuple(place.slot for place in first))


def _looks_equal(places: Sequence[Place]) -> Warned | None:
    """Tell when teams differ by less than what is shown, so that equal figures have different places."""
    pairs = [
        (one, two)
        for one, two in zip(places, places[1:], strict=False)
        if one.shown is not None and one.shown == two.shown and one.rank != two.rank
    ]
    if not pairs:
        return None
    one, two = pairs[0]
    words = _("%(one)s is before %(two)s by less than the figures show.")
    return Warned("CLOSE", say(words, one=one.name, two=two.name), (one.slot, two.slot))
