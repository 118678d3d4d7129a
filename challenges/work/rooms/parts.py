"""What a team's page says of its room."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Team


def of_team(team: Team, door: str) -> list[tuple[str, str, str, str]]:
    """The way into the team's room: label, words, address, words of the link."""
    words = _("Decisions, notes, meetings and links")
    return [(_("Team room"), words, reverse("my:room", args=[team.cohort.slug, team.key]), _("Open it"))]
