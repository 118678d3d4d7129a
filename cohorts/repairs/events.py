"""How the history tells what happened to repairs of teams: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "repair.asked_for": _("asked for ways to mend the teams"),
    "repair.worked_out": _("worked out ways to mend the teams"),
    "repair.failed": _("stopped by a fault while mending the teams"),
    "repair.applied": _("applied %(subject)s of the teams"),
    "repair.discarded": _("threw %(subject)s of the teams away"),
    "repair.rules_waived": _("applied %(subject)s although rules are broken"),
}
