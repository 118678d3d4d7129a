"""Two texts beside each other: which lines stayed, and word by word what is gone and what is new."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
WORD = re.compile(r"\s*\S+|\s+")
# Above so many pairs of equal parts a block is shown as gone and new, without looking for what stayed.
MOST_PAIRS = 400_000


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, are gone, or are new."""

    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """Lines that belong together: `pieces` in one column, or `left` and `right` side by side."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(piece.kind != SAME for piece in self.pieces)

    @property
    def left(self) -> tuple[Piece, ...]:
        """As it was."""
        return tuple(piece for piece in self.pieces if piece.kind != NEW)

    @property
    def right(self) -> tuple[Piece, ...]:
        """As it is."""
        return tuple(piece for piece in self.pieces if piece.kind != GONE)


def compare(before: str, after: str) -> list[Block]:
    """The blocks from top to bottom; joined, their left sides give the first text and their right sides the second."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    blocks = []
    for kind, start, end, low, high in _steps(old, new):
        left, right = "".join(old[start:end]), "".join(new[low:high])
        blocks.append(Block((Piece(SAME, left),)) if kind == "equal" else Block(tuple(_words(left, right))))
    return blocks


def _words(before: str, after: str) -> list[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    pieces = []
    for kind, start, end, low, high in _steps(old, new):
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(old[start:end])))
        else:
            pieces += _change("".join(old[start:end]), "".join(new[low:high]))
    return pieces


def _change(gone: str, new: str) -> list[Piece]:
    """What is gone and what is new; the space before both stayed."""
    shared = 0
    while shared < min(len(gone), len(new)) and gone[shared] == new[shared] and gone[shared].isspace():
        shared += 1
    found = [Piece(SAME, gone[:shared]), Piece(GONE, gone[shared:]), Piece(NEW, new[shared:])]
    return [piece for piece in found if piece.text]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    counted = Counter(new)
    if sum(number * counted[part] for part, number in Counter(old).items()) > MOST_PAIRS:
        same = old == new
        return [("equal" if same else "replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=len(old) > 2000).get_opcodes())
