"""Mail to judges beside the invitation."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "judges.nudge": MailKind(
        label=_("A word to a judge on the day"),
        subject=gettext_noop("From the desk of {cohort}"),
        body=gettext_noop("Hello {first_name},\n\n{message}\n\nYour pitches:\n{link}\n"),
        placeholders={"message": _("what the desk says"), "link": _("the address of the judge’s pages")},
    ),
    "judges.hand_over": MailKind(
        label=_("A judge asks to hand a seat over"),
        subject=gettext_noop("{judge} asks to hand over a seat on the panel"),
        body=gettext_noop(
            "Hello {first_name},\n\n{judge} cannot judge the pitch day of {cohort} and names {deputy} as deputy.\n\n"
            "Reason: {reason}\n\nConfirm or decline it here:\n{link}\n"
        ),
        placeholders={
            "judge": _("who has the seat"),
            "deputy": _("who is to take it"),
            "reason": _("the reason"),
            "link": _("the address to decide at"),
        },
    ),
}
