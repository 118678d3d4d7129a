"""Organisers' pages about judges: passes, the practice pitch, deputies, a new link."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from challenges.judges import services
from challenges.judges.forms import EXAMPLE_TEXT, EXAMPLE_TITLE, HandOverForm, NextChairForm, PracticeForm
from challenges.judges.models import HandOver, PracticePitch, PracticeSheet
from challenges.judges.workflow import HandOverState
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.qr import qr
from challenges.pitchdays.queries import panel_of
from core.access import Request, can, found, guard
from core.errors import Refused
from core.forms import answer

day_in_address = found(PitchDay, "cohort__programme", cohort="cohort__slug")
seat_in_address = found(
    PanelSeat, "pitch_day__cohort", "user", "organisation", cohort="pitch_day__cohort__slug", key="key"
)
asked_in_address = found(HandOver, "seat__pitch_day__cohort", "seat__user", key="key")


@guard("pitchday.manage", of=day_in_address)
@require_GET
def passes(request: Request, day: PitchDay) -> HttpResponse:
    """A card for each judge with the QR code of their link, to print and cut."""
    seats = panel_of(day)
    for seat in seats:
        seat.pitch_day = day
    links = services.links_of(seats)
    cards = [(seat, qr(services.address_of(links[seat.pk]))) for seat in seats]
    context = {
        "cohort": day.cohort,
        "day": day,
        "cards": cards,
        "back": reverse("organise:desk", args=[day.cohort.slug]),
    }
    return render(request, "challenges/judges/passes.html", context)


@guard("panel.manage", of=seat_in_address)
@require_POST
def seat_link_renew(request: Request, seat: PanelSeat) -> HttpResponse:
    """A lost phone or pass: the old link leads nowhere and every device is signed out."""
    services.renew_link(seat=seat, by=request.user)
    words = _("%(name)s has a new link and is signed out everywhere. Print the pass anew.") % {"name": seat.user.name}
    messages.success(request, words)
    return redirect("organise:passes", seat.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def practice_edit(request: Request, day: PitchDay) -> HttpResponse:
    """The made-up pitch that judges practise on."""
    pitch = PracticePitch.objects.filter(pitch_day=day).first()
    initial = {"title": pitch.title, "text": pitch.text} if pitch else {"title": EXAMPLE_TITLE, "text": EXAMPLE_TEXT}
    form = PracticeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_practice(pitch_day=day, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Judges can practise on it now."))
            return redirect("organise:practice_edit", day.cohort.slug)
    done = PracticeSheet.objects.filter(pitch=pitch, seat__left_at=None).count() if pitch else 0
    context = {"cohort": day.cohort, "day": day, "pitch": pitch, "done": done, "panel": len(panel_of(day))}
    return answer(request, "challenges/judges/practice_edit.html", context, form)


@guard("panel.manage", of=seat_in_address)
def seat_hand_over(request: Request, seat: PanelSeat) -> HttpResponse:
    """An organiser names the deputy whom a judge told them of; a page to confirm follows."""
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask_hand_over(seat=seat, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            return redirect("organise:hand_over_decide", seat.cohort.slug, asked.key)
    return answer(request, "challenges/judges/hand_over_organise.html", {"seat": seat, "cohort": seat.cohort}, form)


@guard("hand_over.decide", of=asked_in_address)
def hand_over_decide(request: Request, asked: HandOver) -> HttpResponse:
    """What follows when the deputy takes the seat, and the two answers; for organisers and the chair alike."""
    back, confirms = _back(request, asked), request.POST.get("answer") == "confirm"
    form = _chair_form(asked, request.POST if confirms else None)
    if request.method != "POST" or (confirms and form is not None and not form.is_valid()):
        return answer(request, "challenges/judges/hand_over_decide.html", _decision(request, asked, back), form)
    try:
        if confirms:
            _confirm(request, asked, form.named() if form else {})
        elif request.POST.get("answer") == "decline":
            services.decline_hand_over(hand_over=asked, by=request.user)
            messages.success(request, _("%(name)s keeps the seat.") % {"name": asked.seat.user.name})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(back)


def _chair_form(asked: HandOver, data: QueryDict | None) -> NextChairForm | None:
    """The question that only the chair's seat raises, while it is to be decided."""
    if asked.state != HandOverState.ASKED or not asked.seat.is_chair:
        return None
    return NextChairForm(data, hand_over=asked, panel=panel_of(asked.seat.pitch_day))


def _confirm(request: Request, asked: HandOver, named: dict[str, Any]) -> None:
    seat = services.confirm_hand_over(hand_over=asked, by=request.user, **named)
    messages.success(request, _("%(name)s has the seat and a letter.") % {"name": seat.user.name})
    if named:
        chair = named["chair"] or seat
        messages.success(request, _("%(name)s chairs the panel now.") % {"name": chair.user.name})


def _back(request: Request, asked: HandOver) -> str:
    if can(request.user, "pitchday.manage", asked.seat.pitch_day):
        return reverse("organise:desk", args=[asked.cohort.slug])
    return reverse("judge:home")


def _decision(request: Request, asked: HandOver, back: str) -> dict[str, object]:
    return {
        "asked": asked,
        "seat": asked.seat,
        "cohort": asked.cohort,
        "back": back,
        "base": "bases/judge.html" if request.path.startswith("/judge/") else "bases/organise.html",
    }
