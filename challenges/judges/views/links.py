"""The way in by a judge's link: looking changes nothing, a button begins, a new device asks for a code by mail."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from challenges.judges import services
from challenges.judges.forms import CodeForm
from challenges.judges.limited import SESSION_KEY
from challenges.judges.models import SeatLink
from core.access import guard
from core.forms import answer
from core.people.account_events import signed_in
from core.people.second_factor import is_powerful
from core.people.sessions import device_words
from core.ratelimits import hit

QUARTER, DAY = 15 * 60, 24 * 3600
# All by account and none by network: the whole room is behind one address (J-12).
LETTERS, TRIES, TRIES_A_DAY = 6, 10, 40
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@guard("public")
@never_cache
def judge_link(request: HttpRequest, token: str) -> HttpResponse:
    """Whose link it is, and a button; a mail scanner that opens the page changes nothing (I-04)."""
    try:
        link = services.found_link(token)
    except services.LinkOver as refused:
        return render(request, "challenges/judges/link_over.html", {"message": refused.message}, status=404)
    person = link.seat.user
    if request.method != "POST" or is_powerful(person):
        context = {"link": link, "seat": link.seat, "cohort": link.seat.cohort, "is_powerful": is_powerful(person)}
        return render(request, "challenges/judges/link.html", context)
    if request.user == person:
        # Signed in fully already: nothing is to be limited.
        return redirect("judge:home")
    if _is_known(request, link):
        return _enter(request, link)
    hit("judge_code_letters", _account(link), LETTERS, QUARTER)
    facts = {"code": services.new_code(seat=link.seat), "first_name": person.get_short_name()}
    get_adapter(request).send_mail("account/email/judge_code", person.email, facts)
    return redirect("public:judge_code", token=token)


@guard("public")
@never_cache
def judge_code(request: HttpRequest, token: str) -> HttpResponse:
    """The six digits; right ones begin a session that reaches this cohort's judging alone."""
    try:
        link = services.found_link(token)
    except services.LinkOver as refused:
        return render(request, "challenges/judges/link_over.html", {"message": refused.message}, status=404)
    if is_powerful(link.seat.user):
        return redirect("public:judge_link", token=token)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hit("judge_code_tries", _account(link), TRIES, QUARTER)
        hit("judge_code_day", _account(link), TRIES_A_DAY, DAY)
        if services.use_code(seat=link.seat, digits=form.cleaned_data["code"]):
            return _enter(request, link)
        form.add_error("code", _("This code is wrong or too old. Look at the newest message, or ask for a new code."))
    context = {"seat": link.seat, "cohort": link.seat.cohort, "token": token}
    return answer(request, "challenges/judges/code.html", context, form)


def _account(link: SeatLink) -> str:
    """What is counted: this judge by this link, so that a new link helps who was locked out by others."""
    return f"{link.seat.key}.{link.version}"


def _cookie(link: SeatLink) -> str:
    return f"judge-{link.seat.key}"


def _is_known(request: HttpRequest, link: SeatLink) -> bool:
    """Whether a code was typed on this device within a day, for this version of the link."""
    known = request.get_signed_cookie(_cookie(link), default="", salt=services.token_of(link), max_age=DAY)
    return known == str(link.version)


def _enter(request: HttpRequest, link: SeatLink) -> HttpResponse:
    """A fresh session, limited before anything else is done with it."""
    person: Any = link.seat.user
    services.come_in(seat=link.seat)
    request.session.flush()
    auth.login(request, person, backend=BACKEND)
    request.session[SESSION_KEY] = link.seat.pitch_day.cohort_id
    request.session["device"] = device_words(request.META.get("HTTP_USER_AGENT", ""))
    request.session.set_expiry(DAY)
    signed_in(user=person, session=request.session)
    response = redirect("judge:home")
    response.set_signed_cookie(
        _cookie(link),
        str(link.version),
        salt=services.token_of(link),
        max_age=DAY,
        path="/link/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
