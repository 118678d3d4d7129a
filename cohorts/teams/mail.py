"""The kinds of mail of this feature: who is in which team and who mentors it, and when that changes."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

PUBLISHED = "teams.published"
CHANGED = "teams.changed"
MENTOR_ON = "teams.mentor_assigned"
MENTOR_OFF = "teams.mentor_unassigned"

TEAM = {
    "team": _("the team’s name"),
    "members": _("who is in the team, one a line"),
    "link": _("the address of the team’s page"),
}
KINDS = {
    PUBLISHED: MailKind(
        label=_("Your team"),
        subject=gettext_noop("You are in team {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe teams of {cohort} are set. You are in {team}:\n\n{members}\n\n"
            "Your room: {room}\nYour mentors: {mentors}\n\nSee your team: {link}\n"
        ),
        placeholders={
            **TEAM,
            "room": _("where the team meets, or that it is not settled yet"),
            "mentors": _("who mentors the team, or that they are not chosen yet"),
        },
    ),
    CHANGED: MailKind(
        label=_("A change in a team"),
        subject=gettext_noop("A change in team {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{change}\n\nTeam {team} is now:\n\n{members}\n\nSee the team: {link}\n"
        ),
        placeholders={**TEAM, "change": _("what changed, in one sentence")},
    ),
    MENTOR_ON: MailKind(
        label=_("You mentor a team"),
        subject=gettext_noop("You mentor {teams}"),
        body=gettext_noop(
            "Hello {first_name},\n\nIn {cohort} you mentor {teams} from now on.\n\n{members}\n\n"
            "Their work and dates stand on your page: {link}\n"
        ),
        placeholders={
            "teams": _("the teams’ names"),
            "members": _("who is in these teams, one a line"),
            "link": _("the address of the mentor’s page of teams"),
        },
    ),
    MENTOR_OFF: MailKind(
        label=_("You no longer mentor a team"),
        subject=gettext_noop("You no longer mentor {teams}"),
        body=gettext_noop(
            "Hello {first_name},\n\nIn {cohort} you no longer mentor {teams}. You need not do anything.\n\n"
            "Thank you for the time you gave.\n"
        ),
        placeholders={"teams": _("the teams’ names")},
    ),
}
