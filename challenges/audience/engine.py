"""Codes that can be typed, who may choose what, and counting: plain values in and out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# No 0, 1, I, L, O: they look alike. 31 signs are a prime number, so the last one finds every slip of one sign and
# every two neighbours that were swapped.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
CODES = len(ALPHABET) ** (LENGTH - 1)
# Ballots hold their choices as bits of one number that every database takes.
MOST_OPTIONS = 60


def code_text(number: int) -> str:
    """Eight signs for the number, the last of them a check on the others."""
    places = []
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        places.append(place)
    return "".join(ALPHABET[place] for place in [*places, _check(places)])


def tidy_code(typed: str) -> str:
    """The code as it was issued, however it was typed; nothing when it cannot be one."""
    text = "".join(sign for sign in typed.upper() if sign not in " -–—.\t\u00a0")
    if len(text) != LENGTH or any(sign not in ALPHABET for sign in text):
        return ""
    places = [ALPHABET.index(sign) for sign in text]
    return text if _check(places[:-1]) == places[-1] else ""


def spaced(text: str) -> str:
    """A code in two halves, as it is read aloud."""
    return f"{text[:4]} {text[4:]}"


def _check(places: Sequence[int]) -> int:
    return sum((at + 1) * place for at, place in enumerate(places)) % len(ALPHABET)


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen; for the prize the team with the employers of its members."""

    key: str
    team: str = ""
    employers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """Where a voter belongs: their teams and their employer; an anonymous card belongs nowhere."""

    teams: frozenset[str] = frozenset()
    employer: str = ""


@dataclass(frozen=True)
class Rules:
    """How many answers one ballot may choose, and what a voter may not choose."""

    most: int = 1
    bars_team: bool = False
    bars_employer: bool = False


def barred(choices: Sequence[Choice], group: Group, rules: Rules) -> dict[str, str]:
    """The choices that are not this voter's to make, each with its reason: "team" or "employer".

    An employer with people in every other team would leave a voter nothing; then the own team alone is barred.
    """
    own = {one.key: "team" for one in choices if rules.bars_team and one.team in group.teams}
    if not (rules.bars_employer and group.employer):
        return own
    same = {one.key: "employer" for one in choices if group.employer in one.employers and one.key not in own}
    return own | same if len(own) + len(same) < len(choices) else own


def marks_of(places: Iterable[int]) -> int:
    """A ballot's choices as bits: the first answer is 1, the second 2, the third 4."""
    return sum(1 << place for place in set(places))


def places_of(marks: int) -> list[int]:
    """The places of the answers that a ballot chose, from 0."""
    return [place for place in range(MOST_OPTIONS) if marks >> place & 1]


def tally(ballots: Iterable[tuple[int, int]], size: int) -> list[int]:
    """How often each answer was chosen, from pairs of marks and how many ballots are marked so."""
    counts = [0] * size
    for marks, number in ballots:
        for place in places_of(marks):
            counts[place] += number
    return counts


def leaders(counts: Sequence[int]) -> list[int]:
    """The places of the answers with most votes, several when they are level; none without a vote."""
    most = max(counts, default=0)
    return [place for place, count in enumerate(counts) if count == most and most > 0]
