"""The geometry of the twelve-segment ring: annular sectors whose gaps are parallel, as SVG path data."""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, pi, sin

WEEKS = 12


@dataclass(frozen=True)
class Sector:
    """One kind of segment: its radii and the even gap that parts it from its neighbours."""

    inner: float
    outer: float
    gap: float


# In a box of 120 units, as the mocks fix it; the outline of a week to come lies inside its edge.
PAST = Sector(36, 52, 3)
NOW = Sector(33, 59, 3)
TODO = Sector(36.5, 51.5, 4)
# The logo, in a box of 48.
LOGO = Sector(12.5, 23, 2.4)
# The dial of the public home page, in a box of 608 by 524 around (304, 262).
DIAL = Sector(104, 166, 5)
DIAL_FINAL = Sector(100, 178, 5)


def number(value: float) -> str:
    """The value with at most two decimals and no trailing noughts."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def point(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    """The point at a radius and an angle that grows clockwise from twelve o'clock."""
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


@cache
def segment(place: int, kind: Sector, centre: tuple[float, float], total: int = WEEKS) -> str:
    """The path of the segment at a place from 0, with gaps that are as wide inside as outside."""
    start, end = 2 * pi * place / total, 2 * pi * (place + 1) / total
    out, into = asin(kind.gap / 2 / kind.outer), asin(kind.gap / 2 / kind.inner)
    corners = [
        point(centre, kind.outer, start + out),
        point(centre, kind.outer, end - out),
        point(centre, kind.inner, end - into),
        point(centre, kind.inner, start + into),
    ]
    a, b, c, d = (f"{number(x)} {number(y)}" for x, y in corners)
    outer, inner = number(kind.outer), number(kind.inner)
    return f"M{a}A{outer} {outer} 0 0 1 {b}L{c}A{inner} {inner} 0 0 0 {d}Z"


def middle(place: int, radius: float, centre: tuple[float, float], total: int = WEEKS) -> tuple[float, float]:
    """The point at a radius in the middle of the segment at a place from 0."""
    return point(centre, radius, 2 * pi * (place + 0.5) / total)
