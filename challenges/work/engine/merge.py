"""Three texts become one: what two people changed since they had the same text, merged by lines or a clash."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Above so many pairs of equal lines, looking for the best match would take seconds: the texts count as all different.
MOST_PAIRS = 50_000


@dataclass(frozen=True)
class Change:
    """Lines start to end of the text that both began with stand no more; these are in their place."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def is_insertion(self) -> bool:
        """Whether nothing was taken away."""
        return self.start == self.end


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Both people's changes in one text; None when they changed the same lines differently."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    lines = base.split("\n")
    changes = _together(_changes(lines, ours.split("\n")), _changes(lines, theirs.split("\n")))
    return None if changes is None else "\n".join(_applied(lines, changes))


def _changes(base: Sequence[str], changed: Sequence[str]) -> list[Change]:
    if _is_costly(base, changed):
        return [Change(0, len(base), tuple(changed))]
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    return [
        Change(start, end, tuple(changed[low:high]))
        for kind, start, end, low, high in matcher.get_opcodes()
        if kind != "equal"
    ]


def _is_costly(one: Sequence[str], other: Sequence[str]) -> bool:
    counted = Counter(other)
    return sum(number * counted[line] for line, number in Counter(one).items()) > MOST_PAIRS


def _together(ours: list[Change], theirs: list[Change]) -> list[Change] | None:
    """All changes from the top, the same one once; None when two of them meet. One person's never do."""
    mixed = sorted({*ours, *theirs}, key=lambda change: (change.start, change.end))
    for number, one in enumerate(mixed):
        for other in mixed[number + 1 :]:
            if other.start > one.end:
                break
            if _meet(one, other):
                return None
    return mixed


def _meet(one: Change, other: Change) -> bool:
    """Whether they share a line, or an insertion stands at the edge of the other: its place would be a guess."""
    if one.is_insertion or other.is_insertion:
        return other.start <= one.end and one.start <= other.end
    return other.start < one.end and one.start < other.end


def _applied(base: Sequence[str], changes: list[Change]) -> list[str]:
    made: list[str] = []
    at = 0
    for change in changes:
        made += [*base[at : change.start], *change.lines]
        at = change.end
    return [*made, *base[at:]]
