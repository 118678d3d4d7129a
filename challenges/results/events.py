"""How the history tells of the result: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "result.confirmed": _("recorded the panel's decision"),
    "result.released": _("released the results"),
}
