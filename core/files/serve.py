"""Giving stored files back: always a download, never something that runs."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.access import guard
from core.errors import Refused
from core.files.models import StoredFile
from core.files.services import claim, is_being_made, is_waiting

# A file opened by accident in the browser can run nothing and reach nothing (F-01).
SANDBOX = "default-src 'none'; sandbox"


def file_response(stored: StoredFile) -> FileResponse:
    """The file as an attachment under its own name, uncached, unsniffed, in a sandbox."""
    try:
        opened = stored.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(opened, as_attachment=True, filename=stored.original_name, content_type=stored.content_type)
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
