"""The demo's cast, each to be become by one click; not there in any other mode."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from core.access import guard
from core.wiring import wired


def _cast() -> list[tuple[Any, str, str]]:
    return [member for listed in wired("DEMO_CAST") for member in listed()]


@guard("public")
def demo(request: HttpRequest) -> HttpResponse:
    """Who can be become, and one button each; only posting signs in."""
    if not settings.DEMO_SIGN_IN:
        raise Http404
    if request.method == "POST":
        return _become(request, request.POST.get("person", ""))
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "POST"])
    return render(request, "people/demo.html", {"cast": _cast()})


def _become(request: HttpRequest, key: str) -> HttpResponse:
    for user, _role, goal in _cast():
        if user.key == key and user.is_active:
            logout(request)
            get_adapter(request).login(request, user)
            return redirect(goal or "start")
    raise Http404
