"""The first page after signing in, and the person's own account."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import guard
from core.errors import Refused
from core.forms import answer
from core.people import services
from core.people.forms import NameForm
from core.people.second_factor import FACTORS, has_factor, is_needed
from core.people.sessions import Session
from core.wiring import wired


@guard("account.use")
def start(request: HttpRequest) -> HttpResponse:
    """The person's own first page, as the rooms above know it."""
    for home in wired("HOMES"):
        path = home(request.user)
        if path:
            return redirect(path)
    return render(request, "people/start.html")


@guard("account.use")
def account(request: HttpRequest) -> HttpResponse:
    """What the account is, and the ways into it."""
    user: Any = request.user
    kinds = list(Authenticator.objects.filter(user=user, type__in=FACTORS).values_list("type", flat=True))
    context = {
        "has_password": user.has_usable_password(),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "session_count": len(_sessions(request)),
        "needs_factor": is_needed(user) and not has_factor(user),
    }
    return render(request, "people/account.html", context)


@guard("account.use")
def welcome(request: HttpRequest) -> HttpResponse:
    """After the first invitation: how to sign in next time."""
    user: Any = request.user
    return render(request, "people/welcome.html", {"has_password": user.has_usable_password()})


@guard("account.use")
def name(request: HttpRequest) -> HttpResponse:
    """The person's own name."""
    user: Any = request.user
    form = NameForm(request.POST or None, initial={"first_name": user.first_name, "last_name": user.last_name})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename(user=user, by=user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Your name is changed."))
            return redirect("account")
    return answer(request, "people/name.html", {}, form)


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """The person's living sessions, this one first, then the newest."""
    user: Any = request.user
    rows = []
    for session in Session.objects.filter(user=user):
        data = session.get_decoded()
        if data.get("_auth_user_hash") == user.get_session_auth_hash():
            rows.append(_session_row(data, is_this=session.session_key == request.session.session_key))
    newest_first = sorted(rows, key=lambda row: str(row["began_at"] or ""), reverse=True)
    return sorted(newest_first, key=lambda row: not row["is_this"])


def _session_row(data: dict[str, Any], *, is_this: bool) -> dict[str, Any]:
    began = data.get("began_at")
    return {
        "device": data.get("device") or _("Unknown browser"),
        "began_at": datetime.fromisoformat(began) if began else None,
        "is_this": is_this,
    }


@guard("account.use")
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in."""
    return render(request, "people/sessions.html", {"sessions": _sessions(request)})


@require_POST
@guard("account.use")
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Signed out everywhere, or everywhere but here."""
    user: Any = request.user
    keep = "" if request.POST.get("here") else str(request.session.session_key or "")
    services.end_sessions(user=user, by=user, keep=keep)
    if keep:
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("account_sessions")
    logout(request)
    return redirect("account_login")
