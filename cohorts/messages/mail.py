"""The kinds of mail of this feature: what an organiser writes by hand."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

ANNOUNCEMENT = "messages.announcement"

KINDS = {
    ANNOUNCEMENT: MailKind(
        label=_("Announcement"),
        subject=gettext_noop("News from {cohort}"),
        body=gettext_noop("Hello {first_name},\n\n"),
    ),
}
