"""The one view behind which files are sent in parts: a feature mounts it under its own guarded address."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, JsonResponse, UnreadablePostError

from core.access import Request
from core.errors import Busy, Refused
from core.files.models import Upload, UploadState
from core.files.services import cancel_upload, finish_upload, going, receive_chunk, start_upload
from core.files.services.uploads import Place, StillChecked, UploadOver, WrongOffset
from core.ratelimits import TooMany

RAW = "application/octet-stream"
MAX_DIGITS = 15
STATUSES: tuple[tuple[type[Refused], int], ...] = (
    (TooMany, 429),
    (Busy, 503),
    (WrongOffset, 409),
    (StillChecked, 202),
    (UploadOver, 410),
)


def receive(request: Request, place: Place) -> JsonResponse:
    """What was asked of the uploads of one place, in JSON; the caller's guard said who may.

    GET lists the person's own. POST ?do=start (name, size, key), then parts as ?do=part&key=&offset= with the bytes as
    the body, ?do=finish&key= and ?do=cancel&key=. What is refused says why, with 409 for an offset, 422 for the rest.
    """
    if request.method not in ("GET", "POST"):
        return JsonResponse({"error": "GET or POST"}, status=405)
    act = _list if request.method == "GET" else ACTS.get(request.GET.get("do", ""))
    if act is None:
        raise BadRequest("unknown act")
    try:
        return act(request, place)
    except Refused as refused:
        status = next((number for kind, number in STATUSES if isinstance(refused, kind)), 422)
        more = {"received": refused.received} if isinstance(refused, WrongOffset) else {}
        return JsonResponse({"error": str(refused.message), **more}, status=status)


def _list(request: Request, place: Place) -> JsonResponse:
    key = request.GET.get("key", "")
    if key:
        return JsonResponse(told(_mine(request, place, key)))
    return JsonResponse({"uploads": [told(one) for one in going(by=request.user, place=place)]})


def _start(request: Request, place: Place) -> JsonResponse:
    name, size, key = (request.POST.get(field, "") for field in ("name", "size", "key"))
    if not name or "\x00" in name + key:
        raise BadRequest("no name")
    upload = start_upload(by=request.user, place=place, name=name, size=_number(size), key=key)
    return JsonResponse({**told(upload), "chunk": settings.UPLOAD_CHUNK_BYTES})


def _part(request: Request, place: Place) -> JsonResponse:
    upload = _mine(request, place, request.GET.get("key", ""))
    if request.content_type != RAW:
        raise BadRequest("not bytes")
    offset, size = _number(request.GET.get("offset", "")), _number(request.META.get("CONTENT_LENGTH") or "")
    try:
        upload = receive_chunk(upload=upload, offset=offset, size=size, stream=request, by=request.user)
    except UnreadablePostError as broken:
        raise WrongOffset(upload.received) from broken
    return JsonResponse(told(upload))


def _finish(request: Request, place: Place) -> JsonResponse:
    upload = _mine(request, place, request.GET.get("key", ""))
    finish_upload(upload=upload, place=place, by=request.user)
    return JsonResponse(told(_mine(request, place, upload.key)))


def _cancel(request: Request, place: Place) -> JsonResponse:
    upload = _mine(request, place, request.GET.get("key", ""))
    cancel_upload(upload=upload, by=request.user)
    return JsonResponse(told(_mine(request, place, upload.key)))


ACTS: dict[str, Callable[[Request, Place], JsonResponse]] = {
    "start": _start,
    "part": _part,
    "finish": _finish,
    "cancel": _cancel,
}


def told(upload: Upload) -> dict[str, Any]:
    """An upload as a script reads it; file is the key of the stored file, once there is one."""
    stored = upload.stored if upload.state == UploadState.DONE else None
    return {
        "key": upload.key,
        "client_key": upload.client_key,
        "name": stored.original_name if stored else upload.name,
        "size": upload.size,
        "received": upload.received,
        "state": upload.state.lower(),
        "reason": upload.reason,
        "file": stored.key if stored else "",
        "scan": stored.state if stored else "",
    }


def _mine(request: Request, place: Place, key: str) -> Upload:
    """The person's own upload to this place, or 404."""
    if not key.isascii() or "\x00" in key:
        raise Http404
    rows = Upload.objects.select_related("stored").filter(key=key, owner=request.user)
    found = rows.filter(purpose=place.purpose, context=place.context).first()
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > MAX_DIGITS:
        raise BadRequest("not a number")
    return int(text)
