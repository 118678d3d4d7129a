"""Refusals: what a service says when it will not do what was asked."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """A service did nothing, for a reason that can be shown to the person who asked."""

    message: "StrOrPromise" = _("That cannot be done.")
    field = ""

    def __init__(self, message: "StrOrPromise | None" = None, *, field: str | None = None) -> None:
        if message is not None:
            self.message = message
        if field is not None:
            self.field = field
        super().__init__(self.message)


class Busy(Refused):
    """The database was too busy, several times in a row; nothing was changed."""

    message = _("Too much is happening at once. Nothing was changed: please try again in a moment.")


class Changed(Refused):
    """Somebody else changed the thing first."""

    message = _("Somebody else changed this while you were working on it. Look at it as it is now, then try again.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its proof of origin: say what to do, in the site's own page."""
    return render(request, "403.html", {"is_stale_form": True}, status=403)
