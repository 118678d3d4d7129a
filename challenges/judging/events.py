"""How the history tells what judges did, never what they gave: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "scorecard.saved": _("saved a sheet: %(subject)s"),
    "scorecard.submitted": _("handed in a sheet: %(subject)s"),
    "scorecard.reopened": _("took a sheet back to change it: %(subject)s"),
    "scorecard.refused": _("tried to score despite a declared conflict: %(subject)s"),
    "scorecard.voided": _("made a sheet void: %(subject)s"),
    "scorecard.reopened_late": _("opened a sheet again after scores were closed: %(subject)s"),
    "late_score.received": _("sent a sheet after scores were closed: %(subject)s"),
    "late_score.let_in": _("let a late sheet in: %(subject)s"),
    "late_score.left_out": _("left a late sheet out: %(subject)s"),
    "reopening.asked": _("asked to open again: %(subject)s"),
    "reopening.agreed": _("agreed to open again: %(subject)s"),
    "reopening.declined": _("did not agree to open again: %(subject)s"),
}
