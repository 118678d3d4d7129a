"""Mail about milestones and submissions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

PAGE: dict[str, Any] = {"milestone": _("the milestone's title"), "link": _("the address of the milestone's page")}
OF_TEAM: dict[str, Any] = {**PAGE, "team": _("the team's name")}
BY: dict[str, Any] = {
    **OF_TEAM,
    "who": _("who did it"),
    "words": _("what they wrote"),
    "until": _("until when it may be changed, with the zone"),
}

KINDS = {
    "work.received": MailKind(
        label=_("Receipt for work handed in"),
        subject=gettext_noop("Received: {milestone} from {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} handed in {milestone} for {team}.\n\nTime: {time}\nVersion: {version}\n"
            "Receipt: {receipt}\nFingerprint (SHA-256): {fingerprint}\n\nFiles, with size and SHA-256:\n{files}\n\n"
            "You can hand in again; handing in closes {closes}.\nThe receipt, to print or check:\n{link}\n"
        ),
        placeholders={
            **OF_TEAM,
            "who": _("who handed it in"),
            "time": _("when, with the zone"),
            "receipt": _("the receipt's code"),
            "fingerprint": _("the fingerprint of all that was handed in"),
            "files": _("the files, with size and fingerprint"),
            "version": _("which version it is"),
            "closes": _("when handing in closes"),
        },
    ),
    "work.deadline_moved": MailKind(
        label=_("A deadline has moved"),
        subject=gettext_noop("New deadline: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe deadline of {milestone} has moved.\nIt was: {before}\nIt is now: {after}\n"
            "Handing in closes: {closes}\n\n"
            "What you have handed in stays handed in, and your receipts stay valid.\n{link}\n"
        ),
        placeholders={
            **PAGE,
            "before": _("the old deadline"),
            "after": _("the new deadline"),
            "closes": _("when handing in closes"),
        },
    ),
    "work.extended": MailKind(
        label=_("More time for one team"),
        subject=gettext_noop("More time: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\nYour team {team} has more time for {milestone}: until {after}.\nWhy: {reason}\n\n"
            "Only your team and the organisers know of it.\n{link}\n"
        ),
        placeholders={**OF_TEAM, "after": _("the team's own deadline"), "reason": _("why it has more time")},
    ),
    "work.extension_ended": MailKind(
        label=_("A team's extra time is taken back"),
        subject=gettext_noop("The deadline of {milestone} is that of all teams again"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe extra time of your team {team} for {milestone} was taken back. "
            "The deadline: {after}.\n\nWhat you have handed in stays handed in.\n{link}\n"
        ),
        placeholders={**OF_TEAM, "after": _("the deadline of all teams")},
    ),
    "work.agreed": MailKind(
        label=_("All agreed to a team's work"),
        subject=gettext_noop("Agreed: {milestone} of {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\nEverybody whose agreement was asked for agrees to {milestone} of {team}. "
            "It stays as it is now; to change it, ask for it to be opened again on its page.\n{link}\n"
        ),
        placeholders=BY,
    ),
    "work.change_asked": MailKind(
        label=_("A mentor or challenge owner asks for a change"),
        subject=gettext_noop("Please change: {milestone} of {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} asks your team for a change of {milestone}:\n\n{words}\n\n"
            "Change it and hand in again:\n{link}\n"
        ),
        placeholders=BY,
    ),
    "work.reopening_asked": MailKind(
        label=_("A team asks to change agreed work"),
        subject=gettext_noop("{team} asks to change: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} asks for {milestone} of {team} to be opened again, "
            "although all had agreed to it:\n\n{words}\n\nDecide here:\n{link}\n"
        ),
        placeholders={**OF_TEAM, "who": _("who asks"), "words": _("why")},
    ),
    "work.reopened": MailKind(
        label=_("Agreed work is opened again"),
        subject=gettext_noop("Opened again: {milestone} of {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} opened {milestone} of {team} again. "
            "Hand in the changed version until {until}.\n\n{words}\n\n{link}\n"
        ),
        placeholders=BY,
    ),
    "work.stays_agreed": MailKind(
        label=_("Agreed work stays as it is"),
        subject=gettext_noop("Stays as agreed: {milestone} of {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} leaves {milestone} of {team} as it was agreed:\n\n{words}\n\n{link}\n"
        ),
        placeholders=BY,
    ),
}
