"""A QR code as the path of an SVG: squares of one unit, drawn on this site, so that no address leaves it."""

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

# The quiet zone that readers need, in squares.
QUIET = 4
# One fixed pattern: choosing among the eight takes most of the time, and readers take any of them.
MASK = 2


@dataclass(frozen=True)
class Code:
    """How many squares the code is wide with its quiet zone, and the path that fills the dark ones."""

    size: int
    path: str


def qr(text: str) -> Code:
    """The code of the text."""
    made: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    made.add_data(text)
    made.make(fit=True)
    rows = made.get_matrix()
    parts = [part for y, row in enumerate(rows) for part in _runs(row, y)]
    return Code(len(rows) + 2 * QUIET, "".join(parts))


def _runs(row: list[bool], y: int) -> list[str]:
    """One rectangle for each run of dark squares in the row."""
    parts, start = [], None
    for x, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            parts.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z")
            start = None
    return parts
