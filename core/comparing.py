"""Two texts compared word by word: what stayed, what went, what is new. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

SAME, GONE, NEW = "same", "gone", "new"

# Above this many words on one side a changed passage is shown as replaced whole: comparing takes their square.
MOST_WORDS = 3000
# A word this short that stayed between two changes is read more easily as part of them.
ISLAND = 4
_WORDS = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and whether it stayed, went or is new."""

    kind: str
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """Return the pieces in reading order; a passage that changed has what went before what is new."""
    pieces: list[Piece] = []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        pieces.extend([Piece(SAME, gone)] if tag == "equal" else _passage(gone, come))
    return _joined(pieces)


def old_side(pieces: Sequence[Piece]) -> list[Piece]:
    """Return what stayed and what went: their texts joined are the old text."""
    return [piece for piece in pieces if piece.kind != NEW]


def new_side(pieces: Sequence[Piece]) -> list[Piece]:
    """Return what stayed and what is new: their texts joined are the new text."""
    return [piece for piece in pieces if piece.kind != GONE]


def differs(pieces: Sequence[Piece]) -> bool:
    """Return whether anything went or came."""
    return any(piece.kind != SAME for piece in pieces)


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the pieces' texts joined."""
    return "".join(piece.text for piece in pieces)


def _passage(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        yield from _change(old, new)
        return
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        is_between = 0 < place < len(codes) - 1
        if tag == "equal" and not (is_between and len(gone.strip()) <= ISLAND):
            yield Piece(SAME, gone)
        else:
            yield from _change(gone, come)


def _change(gone: str, come: str) -> Iterator[Piece]:
    yield from (Piece(kind, text) for kind, text in ((GONE, gone), (NEW, come)) if text)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind are one piece; within a changed passage all that went stands before all that is new."""
    found: list[Piece] = []
    for is_same, run in groupby(pieces, lambda piece: piece.kind == SAME):
        group = list(run)
        for kind in (SAME,) if is_same else (GONE, NEW):
            text = text_of([piece for piece in group if piece.kind == kind])
            found.extend([Piece(kind, text)] if text else [])
    return found
