"""Which questions are alike by their words, which words give a team away, and by when an answer is expected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WORD = re.compile(r"[^\W_]+")
# Words that questions share without being alike.
SAY_NOTHING = """
a about all also an and any are as at be been but by can could did do does for from get had has have how i if in into
is it its may me might more most must my need no not of on one or our out please shall should so some such than that
the their them then there these they this those to too us use was we were what when where which who whom whose why will
with would you your
"""
EMPTY = frozenset(SAY_NOTHING.split())
SHORTEST = 3
# Two questions are alike when they share so many words, and so much of the shorter one.
LEAST_SHARED = 2
LEAST_SHARE = 0.5
SATURDAY = 5


@dataclass(frozen=True)
class Alike:
    """A known text that is like what was typed: its key, how much of the shorter one it shares, and by which words."""

    key: str
    share: float
    words: tuple[str, ...]


def words_in(text: str) -> frozenset[str]:
    """The words of the text that say something, plurals as singulars."""
    found = (word for word in WORD.findall(text.casefold()) if word not in EMPTY)
    return frozenset(_singular(word) for word in found if len(word) >= SHORTEST or word.isdigit())


def _singular(word: str) -> str:
    if len(word) > SHORTEST + 1 and word.endswith("ies"):
        return f"{word[:-3]}y"
    is_plural = len(word) > SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word


def alike(text: str, known: Mapping[str, str], most: int = 3) -> list[Alike]:
    """The known texts, by key, that are like the given one; the likest first, and never one without a reason."""
    asked = words_in(text)
    found = []
    for key, other in known.items():
        told = words_in(other)
        shared = asked & told
        share = len(shared) / (min(len(asked), len(told)) or 1)
        if len(shared) >= LEAST_SHARED and share >= LEAST_SHARE:
            found.append(Alike(key, share, tuple(sorted(shared))))
    found.sort(key=lambda one: (-one.share, -len(one.words)))
    return found[:most]


def named_in(texts: Iterable[str], names: Sequence[str]) -> list[str]:
    """The names that stand in one of the texts as whole words, whatever their case."""
    whole = " ".join(f" {' '.join(WORD.findall(text.casefold()))} " for text in texts)
    return [name for name in names if name.strip() and f" {' '.join(WORD.findall(name.casefold()))} " in whole]


def working_days_after(day: date, count: int) -> date:
    """The day that is so many working days later; Saturdays and Sundays do not count."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            count -= 1
    return day
