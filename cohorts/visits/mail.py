"""The kinds of mail about programme days."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

PLACEHOLDERS = {
    "visit": _("the visit’s title"),
    "host": _("the host organisation"),
    "when": _("when it begins"),
    "place": _("where it is"),
    "link": _("the visit’s page"),
}
KINDS = {
    "visits.moved": MailKind(
        label=_("A visit has moved"),
        subject=gettext_noop("{visit}: new time or place"),
        body=gettext_noop(
            "Hello {first_name},\n\n{visit} at {host} has changed.\n\n"
            "It begins: {when}\nBefore, it began: {before}\nWhere: {place}\n\n"
            "Your seat is kept. If you cannot come, please give it up here:\n{link}\n"
        ),
        placeholders={**PLACEHOLDERS, "before": _("when it began before")},
    ),
    "visits.cancelled": MailKind(
        label=_("A visit is cancelled"),
        subject=gettext_noop("{visit} is cancelled"),
        body=gettext_noop(
            "Hello {first_name},\n\n{visit} at {host}, {when}, does not take place.\n\n"
            "Why: {reason}\n\nYou need not do anything.\n{link}\n"
        ),
        placeholders={**PLACEHOLDERS, "reason": _("why it is cancelled")},
    ),
}
