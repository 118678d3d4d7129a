"""What people said to the times of a meeting, and which time suits most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

YES, MAYBE, NO = "YES", "MAYBE", "NO"


@dataclass(frozen=True)
class Tally:
    """One time: who can come, who could if need be, who cannot, who has not said."""

    slot: int
    at: datetime
    yes: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    no: tuple[int, ...] = ()
    unsaid: tuple[int, ...] = ()
    is_best: bool = field(default=False)

    @property
    def coming(self) -> int:
        """How many come, gladly or not."""
        return len(self.yes) + len(self.maybe)


def tallies(
    slots: Iterable[tuple[int, datetime]],
    people: Sequence[int],
    said: Mapping[tuple[int, int], str],
    after: datetime | None = None,
) -> list[Tally]:
    """Every time in order; the best is the one to which most can come, then most gladly, then the earliest.

    Only a time later than `after` is the best. `said` tells by (slot, person) what they answered; who is not among
    `people` any more is not counted.
    """
    found = [_tally(slot, at, people, said) for slot, at in sorted(slots, key=lambda one: (one[1], one[0]))]
    ahead = [one for one in found if after is None or one.at > after]
    best = min(ahead, key=lambda one: (-one.coming, -len(one.yes), one.at), default=None)
    if best is None or not best.coming:
        return found
    return [
        Tally(one.slot, one.at, one.yes, one.maybe, one.no, one.unsaid, is_best=one.slot == best.slot) for one in found
    ]


def _tally(slot: int, at: datetime, people: Sequence[int], said: Mapping[tuple[int, int], str]) -> Tally:
    by_word: dict[str, list[int]] = {YES: [], MAYBE: [], NO: [], "": []}
    for person in people:
        by_word[said.get((slot, person), "")].append(person)
    yes, maybe, no, unsaid = (tuple(by_word[word]) for word in (YES, MAYBE, NO, ""))
    return Tally(slot, at, yes, maybe, no, unsaid)


def unanswered(slots: Sequence[int], people: Iterable[int], said: Mapping[tuple[int, int], str]) -> list[int]:
    """Who has not said anything to one of the times."""
    return [person for person in people if any((slot, person) not in said for slot in slots)]
