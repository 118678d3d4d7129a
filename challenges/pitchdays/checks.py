"""What is weak about a rubric, in words: hints for its maker, never a refusal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.pitchdays.weights import shares

HALF, LITTLE, MANY, TOO_LONG = 50, 5, 7, 7
# Two questions with so much of their words in common ask the same.
ALIKE = 0.6
WORD = re.compile(r"[^\W\d_]{3,}")
SMALL = """
the and for was were did does how well what are has have had could would should this that with from its their
there they one any all can will our your but not than then into about
"""
SMALL_WORDS = frozenset(SMALL.split())
Row = dict[str, Any]


@dataclass(frozen=True)
class Weakness:
    """One sentence, and how much it matters."""

    words: str
    state: str = "warn"


def weaknesses(rubric: Sequence[Row]) -> list[Weakness]:
    """Everything that is weak about the rubric, what weighs most first."""
    if not rubric:
        return [Weakness(_("There is no criterion yet: judges have nothing to score."), "bad")]
    found = [*_of_the_whole(rubric), *_of_pairs(rubric)]
    for row in rubric:
        found += _of_one(row)
    return found


def _of_the_whole(rubric: Sequence[Row]) -> list[Weakness]:
    found = []
    if len(rubric) == 1:
        found.append(Weakness(_("There is one criterion only: say what else a good pitch needs.")))
    if len(rubric) > MANY:
        words = _("%(number)s criteria are many for a few minutes a team: judges will hurry through the last ones.")
        found.append(Weakness(words % {"number": len(rubric)}))
    for row, share in zip(rubric, shares([row["weight"] for row in rubric]), strict=True):
        about = {"name": row["name"], "share": share}
        if share > HALF and len(rubric) > 1:
            words = _("“%(name)s” counts more than half: %(share)s of 100. The others hardly matter.")
            found.append(Weakness(words % about))
        elif share < LITTLE:
            words = _("“%(name)s” counts %(share)s of 100: it costs a judge’s time and changes next to nothing.")
            found.append(Weakness(words % about, "info"))
    if len({_range(row) for row in rubric}) > 1:
        ranges = ", ".join(f"{low}–{high}" for low, high in sorted({_range(row) for row in rubric}))
        words = _("Criteria have different ranges (%(ranges)s): they count as they should, but fingers slip.")
        found.append(Weakness(words % {"ranges": ranges}, "info"))
    return found


def _of_pairs(rubric: Sequence[Row]) -> list[Weakness]:
    words = _("“%(one)s” and “%(other)s” seem to ask the same thing: what is good there counts twice.")
    return [
        Weakness(words % {"one": one["name"], "other": other["name"]})
        for one, other in combinations(rubric, 2)
        if _ask_the_same(one, other)
    ]


def _of_one(row: Row) -> list[Weakness]:
    about, found = {"name": row["name"]}, []
    if not row["question"].strip():
        found.append(Weakness(_("“%(name)s” has no question: each judge will read it their own way.") % about, "info"))
    found += _of_wordings(row)
    low, high = _range(row)
    if row["reason_at_ends"] and high - low == 1:
        words = _("“%(name)s” has two levels and both need a reason: judges will write a lot.")
        found.append(Weakness(words % about, "info"))
    return found


def _of_wordings(row: Row) -> list[Weakness]:
    about, found = {"name": row["name"]}, []
    low, high = _range(row)
    silent = [level["value"] for level in row["levels"] if not level["wording"].strip()]
    ends = [value for value in silent if value in (low, high)]
    middle = [value for value in silent if value not in (low, high)]
    if ends:
        words = ngettext(
            "Wording is missing for level %(values)s of “%(name)s”: judges need both ends in words.",
            "Wording is missing for levels %(values)s of “%(name)s”: judges need both ends in words.",
            len(ends),
        )
        found.append(Weakness(words % (about | {"values": _listed(ends)})))
    if middle:
        words = ngettext(
            "Wording is missing for level %(values)s of “%(name)s”.",
            "Wording is missing for levels %(values)s of “%(name)s”.",
            len(middle),
        )
        found.append(Weakness(words % (about | {"values": _listed(middle)}), "info"))
    told = [level["wording"].strip().casefold() for level in row["levels"] if level["wording"].strip()]
    if len(set(told)) < len(told):
        found.append(
            Weakness(_("Two levels of “%(name)s” have the same words: nobody can choose between them.") % about)
        )
    return found


def _range(row: Row) -> tuple[int, int]:
    values = [level["value"] for level in row["levels"]]
    return min(values, default=0), max(values, default=0)


def _listed(values: Sequence[int]) -> str:
    return ", ".join(str(value) for value in values)


def _words(text: str) -> set[str]:
    return {word[:TOO_LONG] for word in WORD.findall(text.casefold())} - SMALL_WORDS


def _ask_the_same(one: Row, other: Row) -> bool:
    asked = [_words(row["question"]) or _words(row["name"]) for row in (one, other)]
    together = asked[0] | asked[1]
    return bool(together) and len(asked[0] & asked[1]) / len(together) >= ALIKE
