"""The running order: the timetable with what it breaks, the draw, moves, breaks and each team's needs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.pitchdays import services
from challenges.pitchdays.forms import DrawForm, PauseForm, SlotForm
from challenges.pitchdays.models import DayPause, PitchDay, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of
from challenges.pitchdays.shown import pauses, timetable
from challenges.pitchdays.views.day import day_in_address
from core import zones
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

slot_in_address = found(PitchSlot, "pitch_day__cohort", "team", cohort="pitch_day__cohort__slug", key="key")
NEEDS = ("extra_minutes", "not_before", "not_after", "wants")


@guard("pitchday.manage", of=day_in_address)
def pitch_order(request: Request, day: PitchDay) -> HttpResponse:
    """The timetable, and everything that shapes it; a break is added here."""
    plan = plan_of(day)
    form = PauseForm(request.POST or None, seats=plan.seats)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("starts", "ends", "title")}
        seat = next((seat for seat in plan.seats if seat.key == form.cleaned_data["seat"]), None)
        try:
            services.add_pause(pitch_day=day, seat=seat, by=request.user, key=form.key, **values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The break is planned, and the times follow."))
            return redirect("organise:pitch_order", day.cohort.slug)
    return answer(request, "challenges/pitchdays/order.html", _context(day, plan), form)


def _context(day: PitchDay, plan: Plan) -> dict[str, Any]:
    rows = pauses(day)
    lines = timetable(day, plan, rows)
    return {
        "cohort": day.cohort,
        "day": day,
        "plan": plan,
        "lines": lines,
        "pauses": rows,
        "broken": [words for line in lines for words in line.problems],
        "draw": DrawForm(),
        "is_planned": day.state == "PLANNED",
        "last": len(plan.slots),
    }


@guard("pitchday.manage", of=day_in_address)
def order_draw(request: Request, day: PitchDay) -> HttpResponse:
    """Draws the running order by lot."""
    form = DrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        seed = form.cleaned_data["seed"] or zones.now().microsecond + 1
        try:
            services.draw_order(pitch_day=day, seed=seed, by=request.user)
        except services.NoOrder as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Drawn by lot with the number %(seed)s.") % {"seed": seed})
    elif request.method == "POST":
        messages.error(request, _("The number of the draw is a whole number from 1."))
    return redirect("organise:pitch_order", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def order_move(request: Request, day: PitchDay) -> HttpResponse:
    """Moves one team a place earlier or later; the page then shows what that breaks."""
    slot = PitchSlot.objects.filter(pitch_day=day, key=request.POST.get("slot", "")).first()
    if request.method == "POST" and slot is not None:
        step = -1 if request.POST.get("step") == "-1" else 1
        try:
            services.move_slot(slot=slot, step=step, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("organise:pitch_order", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def pause_remove(request: Request, day: PitchDay) -> HttpResponse:
    """Takes a break out of the day."""
    pause = DayPause.objects.filter(pitch_day=day, key=request.POST.get("pause", "")).first()
    if request.method == "POST" and pause is not None:
        try:
            services.remove_pause(pause=pause, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("organise:pitch_order", day.cohort.slug)


@guard("slot.manage", of=slot_in_address)
def slot_edit(request: Request, slot: PitchSlot) -> HttpResponse:
    """A form for what one team's slot needs."""
    form = SlotForm(request.POST or None, initial={name: getattr(slot, name) for name in NEEDS})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in NEEDS}
        try:
            services.edit_slot(slot=slot, by=request.user, **values)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Kept for %(team)s, and the times follow.") % {"team": slot.team.name})
            return redirect("organise:pitch_order", slot.cohort.slug)
    return answer(request, "challenges/pitchdays/slot_edit.html", {"cohort": slot.cohort, "slot": slot}, form)
