"""Mail about offered times."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

OFFER: dict[str, Any] = {
    "challenge": _("the challenge"),
    "who": _("who did it"),
    "when": _("day and time, with the zone"),
    "where": _("the place, and whether there is a video call"),
    "link": _("the address of its page"),
}
REASON: dict[str, Any] = {**OFFER, "before": _("day and time as they were"), "reason": _("why")}
TEAM: dict[str, Any] = {**OFFER, "team": _("the team’s name")}

KINDS = {
    "offers.offered": MailKind(
        label=_("A challenge owner offers times to a team"),
        subject=gettext_noop("Times to meet the owner of your challenge"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} offers your team a time to meet about {challenge}:\n\n{when}\n\n"
            "The first team to take a time has it. Agree in your team, then take one here:\n{link}\n"
        ),
        placeholders=OFFER,
    ),
    "offers.taken": MailKind(
        label=_("A team takes an offered time"),
        subject=gettext_noop("{team} meets the challenge owner: {when}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} took this time for {team}, about {challenge}:\n\n{when}\n{where}\n\n{link}\n"
        ),
        placeholders=TEAM,
    ),
    "offers.given_back": MailKind(
        label=_("A team gives an offered time back"),
        subject=gettext_noop("{team} gives its time back: {when}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} gave back the time of {team}, about {challenge}:\n\n{when}\n\n"
            "Another team can take it now.\n{link}\n"
        ),
        placeholders=TEAM,
    ),
    "offers.moved": MailKind(
        label=_("An offered time that was taken is moved"),
        subject=gettext_noop("Moved: your meeting about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} moved the meeting about {challenge}.\n\nIt was: {before}\nIt is now: {when}\n"
            "{where}\n\nWhy: {reason}\n\n{advice}\n{link}\n"
        ),
        placeholders={**REASON, "advice": _("what to do where the team cannot come then")},
    ),
    "offers.withdrawn": MailKind(
        label=_("An offered time that was taken is withdrawn"),
        subject=gettext_noop("Cancelled: your meeting about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} withdrew the meeting about {challenge}, {before}.\n\nWhy: {reason}\n\n"
            "Other times, where there are any:\n{link}\n"
        ),
        placeholders=REASON,
    ),
}
