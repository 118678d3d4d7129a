"""How the history tells of check-ins: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "check_in.saved": _("sent a check-in: %(subject)s"),
    "check_in.changed": _("changed a check-in: %(subject)s"),
    "check_in_rules.set": _("changed how %(subject)s checks in"),
    "check_in_reminder.stopped": _("wants no more reminders of check-ins"),
    "check_in_reminder.wanted": _("wants reminders of check-ins"),
    "check_in_need.taken": _("looks after a need: %(subject)s"),
    "check_in_need.let_go": _("no longer looks after a need: %(subject)s"),
    "check_in_need.done": _("marked a need as done: %(subject)s"),
    "check_in_need.reopened": _("opened a need again: %(subject)s"),
    "early_warning.raised": _("warns early: %(subject)s"),
    "early_warning.worse": _("warns more strongly: %(subject)s"),
    "early_warning.ended": _("no longer warns: %(subject)s"),
    "early_warning.set_aside": _("set a warning aside: %(subject)s"),
}
