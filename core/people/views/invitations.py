"""Pages of invitations: looking changes nothing, the button accepts."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.access import guard
from core.errors import Refused
from core.people import invitations
from core.people.models import Invitation
from core.ratelimits import hit


def _found(token: str) -> Invitation | None:
    rows = Invitation.objects.select_related("user", "invited_by")
    return rows.filter(token_hash=invitations.digest(token)).first()


@guard("public")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the invitation is, and a button; a mail scanner that opens the page changes nothing (I-04)."""
    found = _found(token)
    user: Any = request.user if request.user.is_authenticated else None
    try:
        if found is None:
            raise invitations.Unknown
        if request.method == "POST":
            return _accept(request, token, user)
        invitations.refuse_unfit(found, user)
    except Refused as refused:
        return _refused(request, token, found, refused)
    context = {"invitation": found, "role": invitations.role_words(found.role)}
    return render(request, "people/invitation.html", context)


def _accept(request: HttpRequest, token: str, user: Any) -> HttpResponse:
    accepted = invitations.accept(token=token, user=user)
    messages.success(request, _("Welcome. Your invitation is accepted."))
    if user is not None:
        # A role was gained: the session gets a new key (I-11).
        request.session.cycle_key()
        return redirect("start")
    owner = accepted.user
    goal = reverse("start") if owner.last_login else reverse("welcome")
    record_authentication(request, owner, method="invitation", email=owner.email)
    return perform_login(request, Login(user=owner, email=owner.email, redirect_url=goal))


def _refused(request: HttpRequest, token: str, found: Invitation | None, refused: Refused) -> HttpResponse:
    is_own = found is not None and request.user == found.user
    if isinstance(refused, invitations.AlreadyUsed) and is_own:
        return redirect("start")
    status = {invitations.Unknown: 404, invitations.ForSomebodyElse: 403}.get(type(refused), 410)
    context = {
        "message": refused.message,
        "can_ask": isinstance(refused, invitations.ForSomebodyElse),
        "ask_url": reverse("invitation_ask", kwargs={"token": token}),
    }
    return render(request, "people/invitation_over.html", context, status=status)


@guard("account.use")
@never_cache
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whoever sent the invitation for one of one's own (I-02)."""
    user: Any = request.user
    if request.method == "POST":
        hit("invitation_ask", str(user.pk), 5, 3600)
        invitations.ask_for_it(token=token, by=user)
        messages.success(request, _("We told the sender that you would like to be invited."))
        return redirect("start")
    return redirect("invitation", token=token)


@guard("account.use")
def waiting(request: HttpRequest) -> HttpResponse:
    """A role was given that the person has not accepted yet: look into the mail, or have it sent again."""
    user: Any = request.user
    if request.method == "POST":
        hit("invitation_again", str(user.pk), 3, 3600)
        invitations.send_again(user=user, by=user)
        messages.success(request, _("The invitation is on its way to you again."))
        return redirect("invitation_waiting")
    open_ones = [(invitations.role_words(row.role), row.place) for row in invitations.open_ones(user)]
    return render(request, "people/invitation_waiting.html", {"open_ones": open_ones})
