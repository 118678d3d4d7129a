"""Telling when two spellings may mean the same organisation, without ever deciding it silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from cohorts.people.engine.fields import KnownOrganisation, OrganisationHint
from cohorts.people.engine.words import plain

FORMS = frozenset(
    ["ltd", "limited", "plc", "llp", "llc", "inc", "gmbh", "co", "corporation", "corp", "group", "uk", "the"]
)
SMALL = frozenset(["and", "of", "for", "the", "in", "to"])
ALIKE = 0.9
MOST_COMPARED = 200


def same_key(name: str) -> str:
    """Return the name without case, accents and marks: equal keys are the same organisation."""
    return plain(name)


def find_known(written: str, known: Sequence[KnownOrganisation]) -> KnownOrganisation | None:
    """Return the known organisation of just this name or short name, or None."""
    key = same_key(written)
    if not key:
        return None
    for organisation in sorted(known, key=lambda one: one.name):
        if same_key(organisation.name) == key:
            return organisation
    for organisation in sorted(known, key=lambda one: one.name):
        if same_key(organisation.short_name) == key:
            return organisation
    return None


def hints(written: dict[str, tuple[int, ...]], known: Iterable[KnownOrganisation]) -> tuple[OrganisationHint, ...]:
    """Return the pairs of spellings to settle: each new one with a known or a longer new one."""
    found: list[OrganisationHint] = []
    fresh = sorted(written)[:MOST_COMPARED]
    known_names = sorted(organisation.name for organisation in known)
    for name in fresh:
        perhaps = next((other for other in known_names if alike(name, other)), None)
        if perhaps:
            found.append(OrganisationHint(name, perhaps, written[name]))
    settled = {hint.written for hint in found}
    for one, two in combinations([name for name in fresh if name not in settled], 2):
        if alike(one, two):
            short, long = sorted((one, two), key=lambda name: (len(name), name))
            found.append(OrganisationHint(short, long, written[short]))
    return tuple(found)


def alike(one: str, two: str) -> bool:
    """Return whether the names may mean the same: same but for forms, one the other's initials, or a slip."""
    left, right = _core(one), _core(two)
    if left == right:
        return True
    if _initials(one) & {right.replace(" ", "")} or _initials(two) & {left.replace(" ", "")}:
        return True
    if abs(len(left) - len(right)) > 3 or min(len(left), len(right)) < 6:
        return False
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


@lru_cache(maxsize=1024)
def _core(name: str) -> str:
    words = [word for word in plain(name).split() if word not in FORMS]
    return " ".join(words) or plain(name)


@lru_cache(maxsize=1024)
def _initials(name: str) -> frozenset[str]:
    """Return the short forms that the name's words may make: HM Revenue & Customs gives hmrc."""
    bare = name.split("(")[0].replace("&", " and ")
    words = ["".join(character for character in word if character.isalnum()) for word in bare.split()]
    words = [word for word in words if word]
    if len(words) < 2:
        return frozenset()
    pieces = [(word, word.lower() if word.isupper() and len(word) <= 4 else word[0].lower()) for word in words]
    every = "".join(piece for _word, piece in pieces)
    without = "".join(piece for word, piece in pieces if word.lower() not in SMALL)
    brackets = {plain(part.split(")")[0]).replace(" ", "") for part in name.split("(")[1:]}
    return frozenset(short for short in {every, without, *brackets} if len(short) >= 2)
