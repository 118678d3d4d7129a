"""What counts about a split, and what it comes to, in the organiser's words."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

CRITERIA = {
    "skill_balance": _("balance of skills"),
    "experience_balance": _("balance of experience"),
    "skill_hole": _("skills with no practitioner"),
    "background_repeat": _("repeated backgrounds"),
    "scheme_repeat": _("repeated schemes"),
    "region_repeat": _("repeated regions"),
    "met_before": _("people who met before or would rather be apart"),
    "hours_short": _("free hours in common"),
    "moved": _("people moved"),
    "topic_rank": _("wishes for topics"),
    "weakest_team": _("the weakest team"),
}


def criterion_words(name: str) -> str:
    """A criterion as organisers call it."""
    return str(CRITERIA.get(name, name))


def signed(points: float) -> str:
    """Points with their sign and one decimal, as people write them."""
    rounded = round(points, 1)
    return f"{'−' if rounded < 0 else '+'}{number_format(abs(rounded), decimal_pos=1)}"
