"""How events of files are told in a history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "file.promised": _("asked for %(subject)s"),
    "file.stored": _("stored %(subject)s"),
    "file.fetched": _("fetched %(subject)s"),
    "file.infected": _("found %(subject)s to be harmful, and keeps it from everybody"),
    "file.removed": _("removed %(subject)s"),
}
