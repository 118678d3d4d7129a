"""QR codes as one path of an SVG, so that templates draw them without trusting markup."""

from dataclasses import dataclass

import segno
from django.conf import settings

QUIET = 4


@dataclass(frozen=True)
class Qr:
    """The path of the dark squares, and how wide the picture is with its quiet border."""

    path: str
    size: int
    address: str


def qr_of(path: str) -> Qr:
    """The site's own address of a page as a QR code that stands a fold or a smudge."""
    address = f"{settings.SITE_URL.rstrip('/')}{path}"
    rows = list(segno.make(address, error="m", micro=False).matrix)
    dark = (f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, bit in enumerate(row) if bit)
    return Qr("".join(dark), len(rows) + 2 * QUIET, address)
