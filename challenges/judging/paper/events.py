"""How the history tells of paper sheets, never what is on them: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "paper.made": _("made paper sheets: %(sheets)s"),
    "paper.entered": _("entered a paper sheet: %(subject)s"),
    "paper.confirmed": _("confirmed a paper sheet: %(subject)s"),
    "paper.differs": _("read a paper sheet differently: %(subject)s"),
    "paper.decided": _("decided whether a paper sheet counts: %(subject)s"),
}
