"""Seats that organisers give and take back: the effects and the mail first, then the act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.messages.services import preview_mail
from cohorts.models import Participant, Visit
from cohorts.visits import services
from cohorts.visits.forms import FreeForm, SeatForForm, SeatForm
from cohorts.visits.letters import visit_facts
from cohorts.visits.mail import SEAT_FREED, SEAT_GIVEN
from cohorts.visits.models import Booking
from cohorts.visits.views.lookups import visit_at
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer

safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


def booking_at(request: HttpRequest, cohort: str, key: str, booking: str) -> Visit:
    """The visit of the address, with the booking that the address names."""
    visit = visit_at(request, cohort, key)
    visit.booking_asked = visit.bookings.with_people().filter(key=booking).first()  # type: ignore[attr-defined]
    if visit.booking_asked is None:  # type: ignore[attr-defined]
        raise Http404
    return visit


def _home(visit: Visit) -> HttpResponse:
    return redirect("organise:visit", visit.cohort.slug, visit.key)


def _people(request: Request, visit: Visit) -> Any:
    """Who takes part and has no seat on the visit, by name; a post sent twice still knows whom it booked in."""
    people = Participant.objects.active().filter(cohort=visit.cohort).select_related("user")
    if request.method != "POST":
        people = people.exclude(pk__in=visit.bookings.held().values("participant"))
    return people.order_by("user__last_name", "user__first_name", "pk")


@guard("visit.manage", of=visit_at)
@safe_or_post
def seat_for(request: Request, visit: Visit) -> HttpResponse:
    """First whom; then, with ?person=, what happens and the mail; posting that books the seat."""
    asked = SeatForForm(request.GET if "person" in request.GET else None, people=_people(request, visit))
    context: dict[str, Any] = {"visit": visit, "cohort": visit.cohort}
    if not (asked.is_bound and asked.is_valid()):
        return answer(request, "cohorts/visits/seat_for.html", context, asked)
    place = asked.cleaned_data["person"]
    form = SeatForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_seat(visit=visit, participant=place, by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("%(name)s has a seat and is told.") % {"name": place.user.name})
            return _home(visit)
    left = max(visit.capacity - visit.taken - 1, 0)  # type: ignore[attr-defined]
    words = {"name": place.user.name, "visit": visit.title, "count": left}
    context |= {
        "heading": _("Book %(name)s in?") % words,
        "effects": [
            _("%(name)s has a seat on %(visit)s.") % words,
            ngettext("%(count)s seat is left after that.", "%(count)s seats are left after that.", left) % words,
        ],
        "preview": _preview(visit, SEAT_GIVEN, place),
        "submit": _("Book the seat"),
        "back": reverse("organise:visit_seat_for", args=[visit.cohort.slug, visit.key]),
    }
    return answer(request, "cohorts/visits/seat_confirm.html", context, form)


@guard("visit.manage", of=booking_at)
@safe_or_post
def free(request: Request, visit: Visit) -> HttpResponse:
    """What taking a seat back does and the mail, then the act with its reason."""
    booking: Booking = visit.booking_asked  # type: ignore[attr-defined]
    if not booking.is_held:
        # Done already, perhaps by the same press of the button.
        return _home(visit)
    form = FreeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_seat_back(visit=visit, booking=booking, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            name = booking.participant.user.name
            messages.success(request, _("The seat of %(name)s is free again; they are told.") % {"name": name})
            return _home(visit)
    words = {"name": booking.participant.user.name}
    context = {
        "visit": visit,
        "cohort": visit.cohort,
        "heading": _("Take back the seat of %(name)s?") % words,
        "effects": [
            _("The seat goes to who is first on the waiting list, or can be booked by others at once."),
            _("Whatever %(name)s may have said they need on this visit is erased.") % words,
        ],
        "preview": _preview(visit, SEAT_FREED, booking.participant),
        "submit": _("Take the seat back"),
        "danger": True,
        "back": reverse("organise:visit", args=[visit.cohort.slug, visit.key]),
    }
    return answer(request, "cohorts/visits/seat_confirm.html", context, form)


def _preview(visit: Visit, kind: str, place: Participant) -> Any:
    facts = visit_facts(visit, reason=_("(your reason)"))
    return preview_mail(cohort=visit.cohort, kind=kind, to=[place.user], facts=facts)
