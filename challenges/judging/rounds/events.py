"""How the history tells of rounds: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "round.sheets_kept": _("set the sheets of a round aside, kept and not counted: %(sheets)s"),
}
