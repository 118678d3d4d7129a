"""The kinds of mail about check-ins."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "checkins.reminder": MailKind(
        label=_("Reminder of the weekly check-in"),
        subject=gettext_noop("Week {week}: how is it going?"),
        body=gettext_noop(
            "Hello {first_name},\n\nYou have not sent your check-in for week {week} yet. "
            "It takes a minute, and helps your team to get help in time. It is open until {until}.\n{link}\n\n"
            "You get this once a week at most, if you had not answered by Thursday, nine. "
            "On the same page you can switch these reminders off.\n"
        ),
        placeholders={
            "week": _("the number of the week"),
            "until": _("until when it is open, with the zone"),
            "link": _("the page of the check-in"),
        },
    ),
    "checkins.warnings": MailKind(
        label=_("New early warnings"),
        subject=gettext_noop("Early warnings in {cohort}: {count}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThese teams may need help:\n\n{list}\n\n"
            "The facts, and what could be done, stand here:\n{link}\n\n"
            "Each warning is mailed once. The organisers can switch these mails off with the rules.\n"
        ),
        placeholders={
            "count": _("how many there are"),
            "list": _("the teams and what is the matter"),
            "link": _("the page of all teams by weeks"),
        },
    ),
}
