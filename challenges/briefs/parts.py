"""What a team's page says of its challenge, and which challenges people may wish for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief, brief_of
from cohorts.models import Cohort, Team
from core.templatetags.prose import prose_line


def of_team(team: Team, door: str) -> list[tuple[str, str, str, str]]:
    """The team's published challenge: label, words, address behind the door, words of the link."""
    brief = brief_of(team)
    if brief is None:
        return []
    words = f"{brief.question} {brief.owner.name}"
    address = reverse(f"{door}:brief", args=[team.cohort.slug, brief.key])
    return [(_("Challenge"), words, address, _("Read the brief"))]


def topics(cohort: Cohort) -> list[tuple[str, str, str, int]]:
    """The published challenges that people may wish for: key, title, what it is about, how many teams may take it."""
    briefs = Brief.objects.to_rank().filter(cohort=cohort).order_by("question")
    return [(one.key, one.title, _about(one), one.places) for one in briefs]


def _about(brief: Brief) -> str:
    """The question where the title is a short name, else the problem's first line."""
    return brief.question if brief.short_name else prose_line(brief.summary)
