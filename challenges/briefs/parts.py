"""What a team's page says of its challenge."""

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import brief_of
from cohorts.models import Team


def of_team(team: Team, door: str) -> list[tuple[str, str, str, str]]:
    """The team's published challenge: label, words, address behind the door, words of the link."""
    brief = brief_of(team)
    if brief is None:
        return []
    words = f"{brief.question} {brief.owner.name}"
    address = reverse(f"{door}:brief", args=[team.cohort.slug, brief.key])
    return [(_("Challenge"), words, address, _("Read the brief"))]
