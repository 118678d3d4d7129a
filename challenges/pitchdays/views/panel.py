"""The panel: judges who join, change and leave."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.pitchdays import services
from challenges.pitchdays.forms import JudgeForm, LeaveForm, SeatForm
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import plan_of, sheets_in
from challenges.pitchdays.services.plans import propose_substitutes, signature
from challenges.pitchdays.views.day import day_in_address
from cohorts.people.services import find_or_make_organisation
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

seat_in_address = found(
    PanelSeat, "pitch_day__cohort", "user", "organisation", cohort="pitch_day__cohort__slug", key="key"
)


@guard("pitchday.manage", of=day_in_address)
def judge_add(request: Request, day: PitchDay) -> HttpResponse:
    """A form to seat a judge, who gets a letter."""
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seat = services.add_judge(pitch_day=day, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("%(name)s is on the panel and has a letter.") % {"name": seat.user.name})
            return redirect("organise:pitch_day", day.cohort.slug)
    return answer(request, "challenges/pitchdays/judge_edit.html", {"cohort": day.cohort, "day": day}, form)


@guard("panel.manage", of=seat_in_address)
def seat_chair(request: Request, seat: PanelSeat) -> HttpResponse:
    """Makes this judge the chair."""
    if request.method == "POST":
        try:
            services.make_chair(seat=seat, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("organise:pitch_day", seat.cohort.slug)


@guard("panel.manage", of=seat_in_address)
def seat_edit(request: Request, seat: PanelSeat) -> HttpResponse:
    """A form for a judge's title, organisation, expertise and panel."""
    initial = {
        "title": seat.title,
        "organisation": seat.organisation.name if seat.organisation else "",
        "expertise": ", ".join(seat.expertise),
        "panel_name": seat.panel_name,
    }
    form = SeatForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, seat, form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("The seat of %(name)s is changed.") % {"name": seat.user.name})
            return redirect("organise:panels", seat.cohort.slug)
    return answer(request, "challenges/pitchdays/seat_edit.html", {"cohort": seat.cohort, "seat": seat}, form)


def _save(request: Request, seat: PanelSeat, form: SeatForm) -> None:
    values = form.cleaned_data
    body = None
    if values["organisation"]:
        body = find_or_make_organisation(name=values["organisation"], sector=values["sector"], by=request.user)
    services.edit_seat(
        seat=seat,
        title=values["title"],
        organisation=body,
        expertise=form.tags(),
        panel_name=values["panel_name"],
        by=request.user,
    )


@guard("panel.manage", of=seat_in_address)
def seat_leave(request: Request, seat: PanelSeat) -> HttpResponse:
    """Takes a judge off the panel, after a page that shows who would see their pitches instead."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note, seen = form.cleaned_data["note"], request.POST.get("seen", "")
        try:
            if request.POST.get("act") == "alone":
                services.unseat_judge(seat=seat, note=note, by=request.user)
            else:
                services.replace_judge(seat=seat, note=note, expected=seen, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("%(name)s is off the panel.") % {"name": seat.user.name})
            return redirect("organise:panels", seat.cohort.slug)
    return answer(request, "challenges/pitchdays/seat_leave.html", _leaving(seat), form)


def _leaving(seat: PanelSeat) -> dict[str, object]:
    """What follows when the judge leaves: the substitutes, and the teams that would be below the minimum."""
    day = seat.pitch_day
    plan = plan_of(day)
    repair = propose_substitutes(seat, plan)
    number = {slot.pk: len(plan.judges_of(slot)) - plan.scores(seat, slot) for slot in plan.slots}
    for line in repair.substitutes if repair else ():
        number[line.pitch] += line.judge is not None
    kept = {slot for owner, slot in sheets_in(day) if owner == seat.pk}
    return {
        "cohort": seat.cohort,
        "seat": seat,
        "day": day,
        "lines": [line.reason.translated(_) for line in repair.substitutes] if repair else [],
        "told": [line.translated(_) for line in repair.allocation.reasons] if repair else [],
        "warnings": [line.translated(_) for line in repair.allocation.warnings] if repair else [],
        "seen": signature(repair),
        "kept": [slot.team.name for slot in plan.slots if slot.pk in kept],
        "short": [slot.team.name for slot in plan.slots if number[slot.pk] + (slot.pk in kept) < day.minimum_judges],
    }
