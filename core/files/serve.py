"""Giving stored files back: always a download, never something that runs; and pictures of them, inline."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.access import guard
from core.errors import Refused
from core.files.models import Scan, StoredFile
from core.files.services import claim, is_being_made, is_waiting

# A file opened by accident in the browser can run nothing and reach nothing (F-01).
SANDBOX = "default-src 'none'; sandbox"


class NotServed(Refused):
    """The file waits for the scanner, or is harmful: nobody gets it."""

    message = _("This file is still being checked for malware. Try again in a few minutes.")


def file_response(stored: StoredFile) -> FileResponse:
    """The file as an attachment under its own name, uncached, unsniffed, in a sandbox; the view asked the permission.

    Raises NotServed, which becomes a page in words, while it waits for the scanner or when it is harmful (F-07).
    """
    if stored.scan == Scan.INFECTED:
        raise NotServed(_("This file was found to be harmful, so nobody gets it."))
    if not stored.is_served:
        raise NotServed
    return _sent(stored.file, stored.original_name, stored.content_type, as_attachment=True)


def preview_response(stored: StoredFile, number: int) -> FileResponse:
    """One of the small pictures that the site drew of the file, shown in the page; 404 where there is none."""
    shown = stored.previews.filter(number=number).first() if stored.is_served else None
    if shown is None:
        raise Http404
    return _sent(shown.file, f"{stored.key}-{number}.png", "image/png", as_attachment=False)


def _sent(file: FieldFile, name: str, content_type: str, *, as_attachment: bool) -> FileResponse:
    try:
        opened = file.open("rb")
    except (FileNotFoundError, ValueError) as missing:
        raise Http404 from missing
    response = FileResponse(opened, as_attachment=as_attachment, filename=name, content_type=content_type)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def export_at(request: HttpRequest, key: str) -> StoredFile:
    """The made export with this key; files of other purposes have no address here."""
    stored = StoredFile.objects.filter(key=key, is_single_use=True).first()
    if stored is None:
        raise Http404
    return stored


@guard("export.fetch", of=export_at)
def export(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Opening the page changes nothing; its button fetches the export, once (O-08)."""
    if request.method == "POST":
        try:
            return file_response(claim(stored=stored, by=request.user))  # type: ignore[arg-type]
        except Refused:
            stored.refresh_from_db()
    is_coming = is_being_made(stored)
    if getattr(request, "htmx", False):
        return _progress(request, is_coming)
    context = {"stored": stored, "is_waiting": is_waiting(stored), "is_coming": is_coming}
    return render(request, "people/export.html", context, status=200 if is_coming or context["is_waiting"] else 410)


def _progress(request: HttpRequest, is_coming: bool) -> HttpResponse:
    """The bar while the export is being made; then the page is fetched anew."""
    if is_coming:
        return render(request, "people/parts/export_coming.html")
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})
