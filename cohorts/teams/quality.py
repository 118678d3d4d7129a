"""How good a split is, in words: proved, within so many points of the best, or not known."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cohorts.teams.engine.problem import UNITS

# Bounds are whole units and points are rounded: what is nearer than this is no gap.
HARDLY = 0.01


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
    facts = {"gap": number_format(round(gap, 1), decimal_pos=1), "percent": round(100 * gap / least) if least else 0}
    if not least:
        return _("At most %(gap)s points above what any arrangement could reach.") % facts
    return _("At most %(gap)s points (%(percent)s %%) above what any arrangement could reach.") % facts
