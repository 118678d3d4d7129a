"""The kinds of mail about feedback on teams' work: one letter for one act, never one a comment."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORK: "dict[str, StrOrPromise]" = {
    "milestone": _("the milestone's title"),
    "team": _("the team's name"),
    "who": _("who did it"),
    "link": _("the address of the page with the feedback"),
}
ASKED: "dict[str, StrOrPromise]" = {**WORK, "question": _("what the team asks"), "until": _("by when")}

KINDS = {
    "work_feedback.sent": MailKind(
        label=_("Feedback on a team's work"),
        subject=gettext_noop("Feedback from {who}: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} read {milestone} of {team}, version {version}, and writes:\n\n{comments}\n\n"
            "Answer, and mark as settled what you have done:\n{link}\n"
        ),
        placeholders={
            **WORK,
            "version": _("the version that was read"),
            "comments": _("the comments, each with the paragraph it is about"),
        },
    ),
    "work_feedback.replied": MailKind(
        label=_("A reply to your comment on a team's work"),
        subject=gettext_noop("Reply from {who}: {milestone} of {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} replies to your comment on {milestone} of {team}:\n\n{words}\n\n{link}\n"
        ),
        placeholders={**WORK, "words": _("the reply")},
    ),
    "work_feedback.asked": MailKind(
        label=_("A team asks for your feedback"),
        subject=gettext_noop("{team} asks for your feedback: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} of {team} asks what you think of {milestone}, version {version}:\n\n"
            "{question}\n\nPlease answer by {until}, or decline with a word:\n{link}\n"
        ),
        placeholders={**ASKED, "version": _("the version to read")},
    ),
    "work_feedback.reminder": MailKind(
        label=_("A reminder of feedback that a team waits for"),
        subject=gettext_noop("{team} still waits for your feedback: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} of {team} asked for your feedback on {milestone} by {until}:\n\n"
            "{question}\n\nAnswer, or decline with a word so that the team can ask somebody else. "
            "This is the only reminder.\n{link}\n"
        ),
        placeholders=ASKED,
    ),
    "work_feedback.declined": MailKind(
        label=_("Feedback that a team asked for is declined"),
        subject=gettext_noop("{who} cannot give feedback: {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} cannot give the feedback on {milestone} that {team} asked for:\n\n{words}\n\n"
            "You can ask somebody else:\n{link}\n"
        ),
        placeholders={**WORK, "words": _("why, in a word")},
    ),
    "work_feedback.sheet_asked": MailKind(
        label=_("Marks are asked for on a team's work"),
        subject=gettext_noop("Please mark: {milestone} of {team}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} asks for your marks on {milestone} of {team}. They are advice for the team "
            "and play no part in the pitch day. Nobody sees them before all who were asked have given theirs.\n{link}\n"
        ),
        placeholders=WORK,
    ),
    "work_feedback.sheets_shown": MailKind(
        label=_("Marks on a team's work are shown"),
        subject=gettext_noop("Marks on {milestone}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe marks on {milestone} of {team} are shown now. They are advice for your team "
            "and play no part in the pitch day.\n{link}\n"
        ),
        placeholders=WORK,
    ),
}
