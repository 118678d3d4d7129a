"""The kinds of mail of this feature: what an organiser writes by hand."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

ANNOUNCEMENT = "messages.announcement"
HARMFUL = "files.harmful"

KINDS = {
    ANNOUNCEMENT: MailKind(
        label=_("Announcement"),
        subject=gettext_noop("News from {cohort}"),
        body=gettext_noop("Hello {first_name},\n\n"),
    ),
    HARMFUL: MailKind(
        label=_("A harmful file was found"),
        subject=gettext_noop("A file was found to be harmful: {file}"),
        body=gettext_noop(
            "Hello {first_name},\n\n"
            "the file “{file}”, sent by {who}, was checked for malware and found to be harmful ({finding}). Nobody "
            "can download it. Whoever sent it: please have your device looked at, and send a clean copy.\n\n"
            "Twelvefold, {site}\n"
        ),
        placeholders={
            "file": _("the file’s name"),
            "who": _("who sent it"),
            "finding": _("what was found in it"),
        },
    ),
}
