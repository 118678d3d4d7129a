"""Mail about a team's meetings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

OF_MEETING: dict[str, Any] = {
    "team": _("the team's name"),
    "subject": _("what the meeting is about"),
    "who": _("who did it"),
    "length": _("how long it takes"),
    "where": _("the place or link"),
    "link": _("the address of the meeting's page"),
}
FIXED: dict[str, Any] = {**OF_MEETING, "when": _("the time, with the zone")}

KINDS = {
    "rooms.meeting_asked": MailKind(
        label=_("When can you meet your team?"),
        subject=gettext_noop("When can you meet? {team}: {subject}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} would like {team} to meet: {subject}, {length}.\n\n"
            "Say of each of these times whether you can come:\n{times}\n\n{link}\n"
        ),
        placeholders={**OF_MEETING, "times": _("the times to choose from, with the zone")},
    ),
    "rooms.meeting_fixed": MailKind(
        label=_("The time of a team's meeting"),
        subject=gettext_noop("{team} meets: {subject}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} fixed the time of your meeting: {subject}.\n\n"
            "{when}\nLength: {length}\nWhere: {where}\n\n{link}\n"
        ),
        placeholders=FIXED,
    ),
    "rooms.meeting_moved": MailKind(
        label=_("A team's meeting has changed"),
        subject=gettext_noop("Changed: {team} meets, {subject}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} changed your meeting: {subject}.\n\n"
            "It was: {was}\nIt is now: {when}\nLength: {length}\nWhere: {where}\n\n{link}\n"
        ),
        placeholders={**FIXED, "was": _("the time before, with the zone")},
    ),
    "rooms.meeting_cancelled": MailKind(
        label=_("A team's meeting is cancelled"),
        subject=gettext_noop("Cancelled: {team}, {subject}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} cancelled your meeting: {subject}.\n\nReason: {reason}\n\n{link}\n"
        ),
        placeholders={**OF_MEETING, "reason": _("why")},
    ),
}
