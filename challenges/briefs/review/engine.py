"""Who sees which review when, where reviews differ, and how much a text has changed. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.comparing import SAME, compare

LOWEST, HIGHEST = 0, 3
FIRST = 2
"""So many reviewers read a brief without knowing of each other."""
FAR = 2
"""Levels so far apart are marked as differing."""
MATERIAL = 0.1
"""A text of which more than one word in ten changed is another one for a sponsor."""

# A run of so many words of what must stay private is no coincidence.
RUN = 4
_WORD = re.compile(r"[^\W_]+(?:[’'\-.@][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is known of one review without looking into it."""

    number: int
    reviewer: int
    is_extra: bool
    is_in: bool


def is_open(slips: Sequence[Slip], *, is_over: bool = False) -> bool:
    """Return whether the first reviewers have all handed in, or the review has ended."""
    first = [slip for slip in slips if not slip.is_extra]
    return is_over or (len(first) >= FIRST and all(slip.is_in for slip in first))


def seen_by(person: int, slips: Sequence[Slip], *, is_organiser: bool, is_over: bool = False) -> frozenset[int]:
    """Return the numbers of the reviews whose levels and words the person may read.

    Nobody reads a first review before all first ones are in, organisers neither; who still owes one reads none.
    """
    mine = [slip for slip in slips if slip.reviewer == person]
    own = frozenset(slip.number for slip in mine)
    owes = any(not slip.is_in for slip in mine)
    if (owes and not is_over) or not is_open(slips, is_over=is_over) or not (mine or is_organiser):
        return own
    return own | frozenset(slip.number for slip in slips if slip.is_in)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion with the level of each review, in their order."""

    key: str
    levels: tuple[int | None, ...]

    @property
    def spread(self) -> int:
        """How far the highest is from the lowest."""
        given = [level for level in self.levels if level is not None]
        return max(given) - min(given) if given else 0

    @property
    def differs(self) -> bool:
        """Whether two reviews see it so differently that it is worth a talk."""
        return self.spread >= FAR


def lines_of(keys: Iterable[str], reviews: Sequence[Mapping[str, int]]) -> list[Line]:
    """Return the reviews' levels criterion by criterion."""
    return [Line(key, tuple(review.get(key) for review in reviews)) for key in keys]


def lacking_levels(keys: Iterable[str], levels: Mapping[str, int]) -> list[str]:
    """Return the criteria that have no level."""
    return [key for key in keys if levels.get(key) not in range(LOWEST, HIGHEST + 1)]


def lacking_notes(keys: Iterable[str], levels: Mapping[str, int], notes: Mapping[str, str]) -> list[str]:
    """Return the criteria that are at the lowest level without a word why."""
    return [key for key in keys if levels.get(key) == LOWEST and not notes.get(key, "").strip()]


def changed_share(old: Mapping[str, str], new: Mapping[str, str]) -> float:
    """Return which part of all words of both texts is not in the other one, from 0 to 1."""
    changed = whole = 0
    for name in {*old, *new}:
        for piece in compare(old.get(name, ""), new.get(name, "")):
            words = len(piece.text.split())
            whole += words * (2 if piece.kind == SAME else 1)
            changed += 0 if piece.kind == SAME else words
    return changed / whole if whole else 0.0


def is_material(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Return whether so much changed that a backing of the old text is none of the new one."""
    return changed_share(old, new) > MATERIAL


def private_words(kept: str, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the fields in which words of what must stay private stand, each with the words.

    Looked for are runs of four words, and single ones that are rarely chance: with a figure, or a capital within.
    """
    tokens = _WORD.findall(kept)
    runs = [" ".join(tokens[place : place + RUN]) for place in range(len(tokens) - RUN + 1)]
    wanted = dict.fromkeys([*filter(_is_telling, tokens), *runs])
    found: list[tuple[str, str]] = []
    for field, text in texts.items():
        plain = f" {' '.join(_WORD.findall(text)).casefold()} "
        found.extend((field, words) for words in wanted if f" {words.casefold()} " in plain)
    return found


def _is_telling(word: str) -> bool:
    return len(word) > 2 and (any(char.isdigit() for char in word) or any(char.isupper() for char in word[1:]))
