"""For messages: the people whose work is owed, and how a reminder begins."""

from django.utils.translation import gettext as _

from challenges.models import Milestone
from challenges.work.queries import missing_work
from cohorts.messages.segments import as_said
from cohorts.models import Cohort, TeamMember
from core import zones
from core.models import User
from core.templatetags.moments import absolute


def owing(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """Of each milestone whose deadline has passed, the members of the teams that owe it."""
    missing = missing_work(cohort, zones.now())
    teams = {team.pk for row in missing for team in row.teams}
    members = TeamMember.objects.filter(team__in=teams).select_related("participant__user").order_by("pk")
    people: dict[int, list[User]] = {}
    for member in members if teams else ():
        people.setdefault(member.team_id, []).append(member.participant.user)
    return [
        (
            f"owing-{row.milestone.key}",
            _("Teams that owe “%(milestone)s”") % {"milestone": row.milestone.title},
            [user for team in row.teams for user in people.get(team.pk, [])],
        )
        for row in missing
    ]


def reminder(cohort: Cohort, key: str) -> tuple[str, str] | None:
    """The subject and text of a reminder of the milestone with this key; nothing where there is none."""
    milestone = Milestone.objects.filter(cohort=cohort, key=key).first()
    if milestone is None:
        return None
    words = {"milestone": as_said(milestone.title), "when": absolute(milestone.due_at, cohort)}
    opening = _("Hello {first_name},\n\n“%(milestone)s” of your team was due %(when)s, and it is not in yet.\n\n")
    if milestone.is_open(zones.now()):
        act = _("Please hand it in under “Milestones”:\n{site}\n")
    else:
        act = _("Handing in is closed by now. Please tell us how far you are, and what would help.\n")
    return _("%(milestone)s: still missing") % words, (opening + act) % words
