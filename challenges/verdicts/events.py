"""How the history tells what happened to verdicts: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "verdict.drafted": _("began a verdict on %(subject)s"),
    "verdict.given": _("gave the verdict on %(subject)s"),
    "verdict.changed": _("changed the verdict on %(subject)s"),
    "verdict.shown": _("released the verdict to %(subject)s"),
    "verdict.reminded": _("reminded of verdicts that are owed"),
    "verdict_rules.changed": _("changed when teams read their verdict"),
    "follow_up.asked": _("asked what became of the work of %(subject)s"),
    "follow_up.reminded": _("asked again what became of the work of %(subject)s"),
    "follow_up.answered": _("said what became of the work of %(subject)s"),
}
