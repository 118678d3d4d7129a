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
}
