"""A QR code as one path of an SVG: no picture is stored, and none is fetched."""

from dataclasses import dataclass

import segno

# Light modules around it, as scanners want them.
QUIET = 4


@dataclass(frozen=True)
class Code:
    """The width of the drawing in modules, and its dark ones as a path."""

    size: int
    path: str


def code_of(text: str) -> Code:
    """The QR code of an address, readable with a quarter of it covered."""
    rows = [list(row) for row in segno.make(text, error="q", micro=False).matrix]
    parts = [f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return Code(len(rows) + 2 * QUIET, "".join(parts))
