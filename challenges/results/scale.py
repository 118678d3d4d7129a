"""Scores in the scale that people read: the rubric's own where all criteria share one range, else of a hundred."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

MINUS = "−"


@dataclass(frozen=True)
class Scale:
    """From 0 to 1 in the engine, from low to high on the page."""

    low: float
    high: float
    decimals: int

    @property
    def span(self) -> float:
        """How much 1 is."""
        return self.high - self.low

    def at(self, score: float) -> float:
        """The score as it is drawn."""
        return self.low + score * self.span

    def score(self, score: float | None) -> str:
        """The score as it is written, such as 4.16; nothing for none."""
        return "" if score is None else _minus(f"{self.at(score):.{self.decimals}f}")

    def size(self, difference: float) -> str:
        """A difference without its sign."""
        return f"{abs(difference) * self.span:.{self.decimals}f}"

    def signed(self, difference: float | None) -> str:
        """A difference with its sign, such as +0.33; a true minus."""
        if difference is None:
            return ""
        words = f"{difference * self.span:+.{self.decimals}f}"
        return words.lstrip("+-") if not float(words) else _minus(words)

    @property
    def words(self) -> str:
        """What scores are written in."""
        if self.decimals == 1:
            return _("Scores of 100")
        return _("Scores from %(low)s to %(high)s") % {"low": f"{self.low:g}", "high": f"{self.high:g}"}


HUNDRED = Scale(0, 100, 1)


def scale_of(criteria: Iterable[Mapping[str, Any]]) -> Scale:
    """The scale of a rubric: its criteria with `low` and `high`."""
    ranges = {(row["low"], row["high"]) for row in criteria}
    if len(ranges) != 1:
        return HUNDRED
    low, high = ranges.pop()
    return Scale(low, high, 2) if low < high else HUNDRED


def _minus(words: str) -> str:
    return words.replace("-", MINUS)
