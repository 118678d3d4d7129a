"""For messages: the mentors of each team that a warning speaks of, and how a letter to such a team begins."""

from django.utils.translation import gettext as _

from challenges.work.checkins.models import EarlyWarning
from challenges.work.checkins.words import words_for_team
from cohorts.models import Cohort, MentorAssignment
from core.models import User


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """The mentors of every team with an open warning, as a group of people to write to."""
    warned = EarlyWarning.objects.open().filter(team__cohort=cohort).values("team")
    rows = MentorAssignment.objects.filter(team__in=warned, mentor__left_at=None).select_related("team", "mentor__user")
    found: dict[tuple[str, str], list[User]] = {}
    for row in rows.order_by("team__number", "pk"):
        found.setdefault((row.team.key, row.team.name), []).append(row.mentor.user)
    return [
        (f"mentors-of-{key}", _("Mentors of %(team)s") % {"team": name}, people)
        for (key, name), people in found.items()
    ]


def start(cohort: Cohort, key: str) -> tuple[str, str] | None:
    """The subject and text of a letter to the team that the warning with this key speaks of; it names no rule."""
    row = EarlyWarning.objects.open().filter(team__cohort=cohort, key=key).first()
    if row is None:
        return None
    body = _("Hello {first_name},\n\n%(words)s\n\nJust answer this mail, or write under “Check-in”:\n{site}\n")
    return _("How is it going?"), body % {"words": words_for_team(row)}
