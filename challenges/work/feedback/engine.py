"""Paragraphs of a text by their numbers, and where one of them stands in a newer text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SAME, CHANGED, GONE = "same", "changed", "gone"
FENCE = ("```", "~~~")
# So much of the words two paragraphs share at least to count as one that was changed.
ALIKE = 0.5


@dataclass(frozen=True)
class Place:
    """Where a paragraph that somebody spoke of stands now: its number and its words, or nowhere."""

    state: str
    number: int = 0
    text: str = ""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a Markdown text in order; a heading belongs to what it stands above."""
    found: list[str] = []
    for block in _blocks(text):
        if found and _is_heading(found[-1]):
            found[-1] = f"{found[-1]}\n\n{block}"
        else:
            found.append(block)
    return found


def followed(quote: str, number: int, newer: Sequence[str]) -> Place:
    """The same paragraph in a newer text: word for word, else the one most like it, else gone.

    Of several that fit as well, the one that stands nearest to where it stood.
    """

    def nearest(at: int) -> int:
        return -abs(at + 1 - number)

    same = [at for at, text in enumerate(newer) if text == quote]
    if same:
        at = max(same, key=nearest)
        return Place(SAME, at + 1, newer[at])
    likeness = {at: alike(quote, text) for at, text in enumerate(newer)}
    at = max(likeness, key=lambda one: (likeness[one], nearest(one)), default=-1)
    if at < 0 or likeness[at] < ALIKE:
        return Place(GONE)
    return Place(CHANGED, at + 1, newer[at])


def alike(one: str, other: str) -> float:
    """How much of their words two texts share, from 0 to 1."""
    first, second = Counter(one.casefold().split()), Counter(other.casefold().split())
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0


def _blocks(text: str) -> list[str]:
    """What stands between empty lines; an empty line inside a fence of code parts nothing."""
    blocks: list[list[str]] = [[]]
    is_fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith(FENCE):
            is_fenced = not is_fenced
        if line.strip() or is_fenced:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(block) for block in blocks if block]


def _is_heading(block: str) -> bool:
    """Whether it is headings and nothing else."""
    return all(line.lstrip().startswith("#") for line in block.splitlines() if line.strip())
