"""Mail about milestones and submissions."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "work.received": MailKind(
        label=_("Receipt for work handed in"),
        subject=gettext_noop("Received: {milestone} from {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} handed in {milestone} for {team} at {time}.\n"
            "Receipt: {receipt}, version {version}.\n\nSee it here, and hand in again until {closes}:\n{link}\n"
        ),
        placeholders={
            "milestone": _("the milestone's title"),
            "team": _("the team's name"),
            "who": _("who handed it in"),
            "time": _("when, with the zone"),
            "receipt": _("the receipt's code"),
            "version": _("which version it is"),
            "closes": _("when handing in closes"),
            "link": _("the address of the milestone's page"),
        },
    ),
    "work.deadline_moved": MailKind(
        label=_("A deadline has moved"),
        subject=gettext_noop("New deadline: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe deadline of {milestone} has moved.\nIt was: {before}\nIt is now: {after}\n\n"
            "What you have handed in stays handed in.\n{link}\n"
        ),
        placeholders={
            "milestone": _("the milestone's title"),
            "before": _("the old deadline"),
            "after": _("the new deadline"),
            "link": _("the address of the milestone's page"),
        },
    ),
}
