"""Seeing the site as somebody else: with a reason, read-only, for half an hour, told to the person (O-11)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.errors import Refused
from core.outbox.services import post
from core.people.models import Impersonation, User
from core.service import service

SESSION_KEY = "impersonation"
LENGTH = timedelta(minutes=30)
STOP = "/people/stop/"
# What belongs to the person alone: passwords, codes, sessions, their exports and their invitations.
PRIVATE = ("/accounts/", "/account/", "/exports/", "/invitation/", "/cms/", "/people/", "/demo/")
SAFE = {"GET", "HEAD", "OPTIONS"}


class NotThisPerson(Refused):
    """Nobody sees the site as an administrator, as themselves, or as somebody whose account is closed."""

    message = _("You cannot see the site as this person.")


@service
def start(*, administrator: User, person: User, reason: str, now: datetime | None = None) -> Impersonation:
    """It is written down and told to the person that the administrator sees the site as them.

    Records person.impersonated.
    """
    moment = zones.moment(now)
    if not administrator.is_superuser or person.is_superuser or not person.is_active or person == administrator:
        raise NotThisPerson
    begun = Impersonation.objects.create(administrator=administrator, person=person, reason=reason, started_at=moment)
    record("person.impersonated", by=administrator, subject=person, now=moment, reason=reason)
    facts = {"person": person, "administrator": administrator, "reason": reason, "at": moment}
    post(
        to=person,
        subject=gettext("An administrator looked at the site as you"),
        body=render_to_string("emails/account_impersonated.txt", facts),
        key=f"impersonation:{begun.pk}",
        kind="account.impersonated",
        now=moment,
    )
    return begun


@service
def stop(*, impersonation: Impersonation, by: User, now: datetime | None = None) -> None:
    """It is over; records person.impersonation_ended."""
    moment = zones.moment(now)
    if Impersonation.objects.filter(pk=impersonation.pk, ended_at=None).update(ended_at=moment):
        record("person.impersonation_ended", by=by, subject=impersonation.person, now=moment)


def running(request: HttpRequest) -> Impersonation | None:
    """The impersonation of this session that may still go on."""
    found = (
        Impersonation.objects.filter(pk=request.session[SESSION_KEY], administrator=request.user.pk, ended_at=None)
        .select_related("person", "administrator")
        .first()
    )
    if found is None or found.started_at + LENGTH <= zones.now():
        return None
    is_fit = found.administrator.is_superuser and found.person.is_active and not found.person.is_superuser
    return found if is_fit else None


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """While it lasts the request is the person's, and nothing can be changed."""

    def see_as(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and SESSION_KEY in request.session and request.path != STOP:
            impersonation = running(request)
            if impersonation is None:
                del request.session[SESSION_KEY]
            elif request.method not in SAFE or request.path.startswith(PRIVATE):
                return _refused(request, impersonation)
            else:
                _become(request, impersonation)
        return get_response(request)

    return see_as


def _become(request: HttpRequest, impersonation: Impersonation) -> None:
    person: Any = impersonation.person
    person.impersonated_by = impersonation.administrator
    person.request_facts = {}
    request.impersonation = Banner(impersonation)  # type: ignore[attr-defined]
    request.user = person


def _refused(request: HttpRequest, impersonation: Impersonation) -> HttpResponse:
    request.impersonation = Banner(impersonation)  # type: ignore[attr-defined]
    message = _("You see the site as somebody else: look, but change nothing, and leave what is theirs alone.")
    return render(request, "refused.html", {"message": message, "stop_url": reverse("stop_seeing_as")}, status=403)


class Banner:
    """What the banner on top of every page says of the impersonation."""

    def __init__(self, impersonation: Impersonation) -> None:
        self.name = impersonation.person.name
        self.administrator = impersonation.administrator
        self.until = impersonation.started_at + LENGTH
        self.stop_url = reverse("stop_seeing_as")
