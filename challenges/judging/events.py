"""How the history tells what judges did, never what they gave: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "scorecard.saved": _("saved a sheet: %(subject)s"),
    "scorecard.submitted": _("handed in a sheet: %(subject)s"),
    "scorecard.reopened": _("took a sheet back to change it: %(subject)s"),
    "scorecard.refused": _("tried to score despite a declared conflict: %(subject)s"),
    "scorecard.voided": _("made a sheet void: %(subject)s"),
}
