"""QR codes as one path of an SVG, so that templates draw them without trusting markup."""

from dataclasses import dataclass

import segno
from django.conf import settings

QUIET = 4
# Readers take each of the eight patterns; trying all of them for the prettiest takes six times as long, on every card.
MASK = 3


@dataclass(frozen=True)
class Qr:
    """The path of the dark squares, and how wide the picture is with its quiet border."""

    path: str
    size: int


def full(path: str) -> str:
    """The page's whole address, from the site's own name and never from a request (I-08)."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def typed(path: str) -> str:
    """The address as somebody types it from a screen."""
    return full(path).partition("://")[2]


def qr_of(path: str) -> Qr:
    """The site's own address of a page as a QR code that stands a fold or a smudge."""
    rows = list(segno.make(full(path), error="m", micro=False, mask=MASK).matrix)
    dark = (f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, bit in enumerate(row) if bit)
    return Qr("".join(dark), len(rows) + 2 * QUIET)
