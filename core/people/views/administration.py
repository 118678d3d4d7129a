"""The administrator's pages about people: accounts, other addresses, seeing as."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import guard
from core.errors import Refused
from core.forms import answer
from core.lists import page_of, search_words
from core.people import editors, impersonation, recovery, services
from core.people.forms import LostFactorForm, NewAddressForm, ReasonForm
from core.people.models import Impersonation, User
from core.people.second_factor import has_factor


def person_at(request: HttpRequest, key: str) -> User:
    """The person with this key."""
    found = User.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


@guard("site.administer")
def people(request: HttpRequest) -> HttpResponse:
    """Every account of the site, to be found by name or address."""
    words = search_words(request)
    rows = User.objects.order_by("last_name", "first_name", "pk")
    for word in words.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    return render(request, "people/people.html", {"page": page_of(request, rows), "words": words})


@guard("site.administer", of=person_at)
def person(request: HttpRequest, found: User) -> HttpResponse:
    """One account: its address, whether it is open, and what an administrator can do about it."""
    user: Any = request.user
    form = NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_address(user=found, by=user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The address is changed. It must be proved at the next sign-in."))
            return redirect("administer_person", key=found.key)
    context = {
        "person": found,
        "has_factor": has_factor(found),
        "recovery": recovery.waiting_for(found),
        "is_editor": editors.edits(found),
    }
    return answer(request, "people/person.html", context, form)


@guard("site.administer", of=person_at)
def recover(request: HttpRequest, found: User) -> HttpResponse:
    """Asks that lost second factors be taken away, or agrees with the administrator who asked (I-12)."""
    user: Any = request.user
    wish = recovery.waiting_for(found)
    form = LostFactorForm(request.POST or None)
    if request.method == "POST" and (wish is not None or form.is_valid()):
        try:
            if wish is None:
                recovery.ask(person=found, by=user, **form.values)
            else:
                recovery.agree(recovery=wish, by=user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        return redirect("administer_person", key=found.key)
    return answer(request, "people/recover.html", {"person": found, "recovery": wish}, form)


@require_POST
@guard("site.administer", of=person_at)
def edit_public_pages(request: HttpRequest, found: User) -> HttpResponse:
    """The person becomes an editor of the public pages, or is one no longer."""
    user: Any = request.user
    change = editors.end_editor if editors.edits(found) else editors.make_editor
    change(user=found, by=user)
    return redirect("administer_person", key=found.key)


@require_POST
@guard("site.administer", of=person_at)
def switch(request: HttpRequest, found: User) -> HttpResponse:
    """The account is closed, or opened again."""
    user: Any = request.user
    if found == user:
        messages.error(request, _("You cannot close your own account."))
    elif found.is_active:
        services.close_account(user=found, by=user)
        messages.success(request, _("The account is closed and signed out everywhere."))
    else:
        services.open_account(user=found, by=user)
        messages.success(request, _("The account is open again."))
    return redirect("administer_person", key=found.key)


@guard("person.impersonate", of=person_at)
def see_as(request: HttpRequest, found: User) -> HttpResponse:
    """Asks for the reason, says what will happen, and begins (O-11)."""
    user: Any = request.user
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = impersonation.start(administrator=user, person=found, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            request.session.cycle_key()
            request.session[impersonation.SESSION_KEY] = begun.pk
            return redirect("start")
    return answer(request, "people/see_as.html", {"person": found}, form)


@require_POST
@guard("account.use")
def stop_seeing_as(request: HttpRequest) -> HttpResponse:
    """The administrator is themselves again."""
    user: Any = request.user
    begun = Impersonation.objects.filter(
        pk=request.session.pop(impersonation.SESSION_KEY, None), administrator=user
    ).first()
    if begun is not None:
        impersonation.stop(impersonation=begun, by=user)
        request.session.cycle_key()
    return redirect("administer_people")
