"""Mail about verdicts and what became of the work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

TEAMS: dict[str, Any] = {"teams": _("the teams, a line each"), "link": _("the address of the page")}
AFTER: dict[str, Any] = {**TEAMS, "months": _("after how many months")}

KINDS = {
    "verdicts.owed": MailKind(
        label=_("Reminder of verdicts that are owed"),
        subject=gettext_noop("Your verdict on the teams of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{cohort} has come to its end. Please say how useful the work was to you "
            "and whether you take it forward:\n\n{teams}\n\nIt takes about five minutes for each team. What is for "
            "the team and what is for the organisers alone are two boxes:\n{link}\n"
        ),
        placeholders=TEAMS,
    ),
    "verdicts.shown": MailKind(
        label=_("A team can read its verdict"),
        subject=gettext_noop("What the challenge owner says of your work"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe owner of your challenge has written to {team} about your work, and whether it "
            "is taken forward:\n{link}\n\nOnly your team, its mentors and the organisers see it.\n"
        ),
        placeholders={"team": _("the team’s name"), "link": _("the address of the verdict")},
    ),
    "verdicts.follow_up": MailKind(
        label=_("What became of a team’s work, after months"),
        subject=gettext_noop("{months} months after {cohort}: what became of it?"),
        body=gettext_noop(
            "Hello {first_name},\n\nIt is {months} months since the end of {cohort}. What became of the work of these "
            "teams?\n\n{teams}\n\nTwo short questions for each; “nothing yet” is an answer too:\n{link}\n"
        ),
        placeholders=AFTER,
    ),
    "verdicts.follow_up_again": MailKind(
        label=_("Reminder: what became of a team’s work"),
        subject=gettext_noop("Once more: what became of the work of {cohort}?"),
        body=gettext_noop(
            "Hello {first_name},\n\nTwo weeks ago we asked what became of the work of these teams, {months} months "
            "after the end:\n\n{teams}\n\nWe do not ask again. Without an answer the record says that there is "
            "none:\n{link}\n"
        ),
        placeholders=AFTER,
    ),
}
