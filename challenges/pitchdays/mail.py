"""Mail to judges and teams about the pitch day."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "pitchdays.seated": MailKind(
        label=_("Invitation to judge"),
        subject=gettext_noop("You are on the panel of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThank you for judging the pitch day of {cohort}, {when}.\n\n"
            "Please accept, choose how you sign in, and tell us of any conflict of interest:\n{link}\n\n"
            "On the day you score on your phone; it takes about three minutes a team. This address opens your judging "
            "on any device without a password; the first time we send you a code:\n{judging_link}\n"
        ),
        placeholders={
            "when": _("day, time and place"),
            "link": _("the address to accept at"),
            "judging_link": _("the judge’s own address on the day"),
        },
    ),
}
