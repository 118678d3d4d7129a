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
            "On the day you score on your phone; it takes about three minutes a team.\n"
        ),
        placeholders={
            "when": _("day, time and place"),
            "link": _("the address to accept at"),
        },
    ),
    "pitchdays.doubt": MailKind(
        label=_("Conflict of interest for the chair"),
        subject=gettext_noop("A conflict of interest waits for your ruling"),
        body=gettext_noop(
            "Hello {first_name},\n\nIt is doubtful whether {judge} may score {team}. You chair the panel of {cohort}: "
            "please read the reason, and rule on it with yours.\n\n{link}\n"
        ),
        placeholders={
            "judge": _("the judge's name"),
            "team": _("the team's name"),
            "link": _("the address of the rulings"),
        },
    ),
}
