"""Mail about released results."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "results.released": MailKind(
        label=_("Results are out"),
        subject=gettext_noop("The results of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe panel has decided: {verdict}\n\nRead its reasons here:\n{link}\n\n"
            "Thank you for twelve weeks of work.\n"
        ),
        placeholders={
            "verdict": _("who won, in a sentence"),
            "link": _("the address of the public page"),
        },
    ),
}
