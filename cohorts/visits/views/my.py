"""Programme days as participants see them."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts.models import Booking, Cohort, Participant, Visit
from cohorts.visits import services
from cohorts.visits.forms import NeedForm, SeatForm
from cohorts.visits.models import AccessNeed, BookingState
from cohorts.visits.services.waiting import waiting_number
from cohorts.visits.views.lookups import cohort_at, place_of, visit_at
from cohorts.visits.views.shown import status_of
from core import zones
from core.access import guard
from core.errors import Refused
from core.forms import answer
from core.templatetags.moments import clock, short_day


def _home(visit: Visit) -> HttpResponse:
    return redirect("my:visit", visit.cohort.slug, visit.key)


def _seats_words(visit: Visit, state: str, is_over: bool) -> tuple[str, str]:
    """The state and the words of one visit in the list."""
    has_seat = state == BookingState.BOOKED
    if visit.is_cancelled:
        return "bad", _("Cancelled")
    if is_over:
        return "plain", _("You had a seat") if has_seat else _("Over")
    if state == BookingState.WAITING:
        return "now", _("You are on the waiting list")
    if has_seat:
        return "good", _("You have a seat")
    left = visit.capacity - visit.taken  # type: ignore[attr-defined]
    if left <= 0:
        return "info", _("Full")
    return "plain", ngettext("%(count)s seat left", "%(count)s seats left", left) % {"count": left}


def _item(visit: Visit, cohort: Cohort, held: str, is_over: bool) -> dict[str, Any]:
    state, words = _seats_words(visit, held, is_over)
    return {
        "state": state,
        "words": words,
        "title": visit.title,
        "url": reverse("my:visit", args=[cohort.slug, visit.key]),
        "host": visit.host.name,
        "town": visit.town,
        "day": short_day(visit.starts_at, cohort),
        "times": f"{clock(visit.starts_at, cohort)}–{clock(visit.ends_at, cohort)}",
    }


@guard("home.my", of=cohort_at)
def visits(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The cohort's visits, those ahead first, with one's own seats."""
    place = place_of(request, cohort)
    mine = dict(Booking.objects.filter(participant=place).values_list("visit_id", "state")) if place else {}
    seen = Visit.objects.with_seats().visible_to(request.user).filter(cohort=cohort).order_by("starts_at", "pk")
    now = zones.now()
    ahead: list[dict[str, Any]] = []
    over: list[dict[str, Any]] = []
    seats = 0
    for visit in seen if place else ():
        held, is_over = mine.get(visit.pk, ""), visit.ends_at <= now
        (over if is_over else ahead).append(_item(visit, cohort, held, is_over))
        seats += held == BookingState.BOOKED and not is_over and not visit.is_cancelled
    context = {"cohort": cohort, "ahead": ahead, "over": over, "place": place, "seats": seats}
    return render(request, "cohorts/visits/my_list.html", context)


def _place(request: HttpRequest, visit: Visit) -> Participant:
    """The place of the person who asks, or nothing is there for them."""
    place = place_of(request, visit.cohort)
    if place is None:
        raise Http404
    return place


def _page(request: HttpRequest, visit: Visit, need_form: BaseForm | None = None) -> HttpResponse:
    place = _place(request, visit)
    found = Booking.objects.filter(visit=visit, participant=place).first()
    booking = found if found and found.is_held else None
    need = AccessNeed.objects.filter(booking=booking).first() if booking else None
    begun = visit.has_begun(zones.now())
    context = {
        "visit": visit,
        "cohort": visit.cohort,
        "status": status_of(visit),
        "booking": booking,
        "need": need,
        "waits": waiting_number(visit, place) if found and found.is_waiting else 0,
        "seat_form": SeatForm(),
        "left": max(visit.capacity - visit.taken, 0),  # type: ignore[attr-defined]
        "can_change": not begun and not visit.is_cancelled and visit.is_published,
        "need_form": need_form or NeedForm(initial={"text": need.text if need else ""}),
    }
    return answer(request, "cohorts/visits/my_visit.html", context, need_form)


@guard("visit.view", of=visit_at)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One visit: when, where, what to bring, and one's own seat."""
    return _page(request, visit)


def _say(request: HttpRequest, refused: Refused) -> None:
    messages.error(request, str(refused.message))


@guard("visit.book", of=visit_at)
@require_POST
def book(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own seat is booked, or it is said why not."""
    form, place = SeatForm(request.POST), _place(request, visit)
    form.is_valid()
    try:
        booking = services.book_seat(visit=visit, participant=place, by=request.user, or_wait=True, key=form.key)  # type: ignore[arg-type]
    except Refused as refused:
        _say(request, refused)
    else:
        words = {"visit": visit.title}
        if booking.is_waiting:
            messages.info(request, _("%(visit)s is full. You are on the waiting list.") % words)
        else:
            messages.success(request, _("You have a seat on %(visit)s.") % words)
    return _home(visit)


@guard("visit.book", of=visit_at)
@require_POST
def cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own seat is given up, or one's place on the waiting list."""
    form, place = SeatForm(request.POST), _place(request, visit)
    form.is_valid()
    waited = Booking.objects.waiting().filter(visit=visit, participant=place).exists()
    try:
        services.cancel_seat(visit=visit, participant=place, by=request.user, key=form.key)  # type: ignore[arg-type]
    except Refused as refused:
        _say(request, refused)
    else:
        words = (
            _("You no longer wait for a seat on %(visit)s.")
            if waited
            else _("You have given up your seat on %(visit)s.")
        )
        messages.success(request, words % {"visit": visit.title})
    return _home(visit)


@guard("visit.book", of=visit_at)
@require_POST
def need(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own needs for this visit."""
    form = NeedForm(request.POST)
    if form.is_valid():
        try:
            given = services.give_access_need(visit=visit, by=request.user, **form.values)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            done = _("Saved. The host and the organisers can read it.") if given else _("Nothing is kept any more.")
            messages.success(request, done)
            return _home(visit)
    return _page(request, visit, form)
