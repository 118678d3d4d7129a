"""How good a split is, in words: proved, within so many points of the best, or not known."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cohorts.teams.engine.problem import UNITS

# Bounds are whole units and points are rounded: what is nearer than this is no gap.
HARDLY = 0.01
# A bound that is further away than this share of itself says little, and the words say so.
TELLING = 0.5


def quality_words(result: Mapping[str, Any]) -> str:
    """What is known of how much better any arrangement could be, from a proposal's result; blank without teams."""
    points, bound = result.get("points"), result.get("bound")
    if points is None:
        return ""
    if result.get("formed_from"):
        return _("People changed since these teams were formed: no bound is known for them.")
    if bound is None:
        return _("No bound is known: stopped early.") if result.get("stopped") else _("No bound is known.")
    least = bound / UNITS
    gap = float(points) - least
    if gap < -HARDLY:
        return _("Changed by hand since: the bound no longer speaks of these teams.")
    if gap < HARDLY:
        return _("Proved: no arrangement under these rules can do better.")
    return gap_words(gap, least)


def gap_words(gap: float, least: float) -> str:
    """By how many points teams may be above the best there can be, which is at least so many; a far bound says so."""
    facts = {
        "gap": number_format(max(round(gap, 1), 0.1), decimal_pos=1),
        "percent": max(round(100 * gap / least), 1) if least else 0,
        "least": number_format(round(least, 1), decimal_pos=1),
    }
    if not least:
        return _("At most %(gap)s points above what any arrangement could reach.") % facts
    if gap > least * TELLING:
        return _("How near the best is not known: no arrangement can have under %(least)s points.") % facts
    return _("At most %(gap)s points (%(percent)s %%) above what any arrangement could reach.") % facts
