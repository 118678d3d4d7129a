"""Who sees what: the plan that stands, proposals with their quality, single scores more, the minimum."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.pitchdays import services
from challenges.pitchdays.forms import MinimumForm, PlanForm
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.planning import settings_of
from challenges.pitchdays.queries import Plan, doubts_of, judges_by_team, plan_of
from challenges.pitchdays.services.plans import Proposal, most_helpful, propose, standing
from challenges.pitchdays.shown import grid
from challenges.pitchdays.views.day import day_in_address
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("pitchday.manage", of=day_in_address)
def panels(request: Request, day: PitchDay) -> HttpResponse:
    """The plan that stands with its quality; with ?mode=… a proposal beside it, which nothing was written of."""
    plan = plan_of(day)
    asked = "mode" in request.GET
    form = PlanForm(request.GET if asked else None, initial=PlanForm.initial_of(settings_of(day)))
    proposal = _proposal(day, form, plan) if asked else None
    made = proposal.allocation if proposal else standing(day, plan)
    counts = judges_by_team(day, plan)
    added, gone = proposal.changes if proposal else (frozenset(), frozenset())
    context: dict[str, Any] = {
        "cohort": day.cohort,
        "day": day,
        "plan": plan,
        "proposal": proposal,
        "reasons": _words(made.reasons),
        "warnings": _words(made.warnings) if plan.seats else [],
        "quality": made.quality,
        "rows": grid(plan, made.pairs, added=added, gone=gone, bridges=made.bridges, counts={} if proposal else counts),
        "added": len(added),
        "gone": len(gone),
        "again": _again(request, form),
        "few": [slot.team.name for slot in plan.slots if counts[slot.pk] < day.minimum_judges],
        "doubts": doubts_of(day),
        "minimum": MinimumForm(initial={"minimum": day.minimum_judges}),
        "is_planned": day.state == "PLANNED",
        "is_open": day.state in ("PLANNED", "SCORING"),
        "extra": _extra(day, plan) if not asked else None,
    }
    return answer(request, "challenges/pitchdays/panels.html", context, form)


def _words(sentences: Any) -> list[str]:
    return [sentence.translated(_) for sentence in sentences]


def _proposal(day: PitchDay, form: PlanForm, plan: Plan) -> Proposal | None:
    if not form.is_valid():
        return None
    try:
        return propose(day, form.settings(), plan)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return None


def _again(request: Request, form: PlanForm) -> str:
    """The address of the same proposal with the next number."""
    if not form.is_bound or not form.is_valid():
        return ""
    asked = request.GET.copy()
    asked["seed"] = str(form.cleaned_data["seed"] % 2_000_000_000 + 1)
    return f"?{asked.urlencode()}"


def _extra(day: PitchDay, plan: Plan) -> dict[str, Any] | None:
    """The one score more that helps most, in words, with what its button sends."""
    found = most_helpful(day, plan) if day.state in ("PLANNED", "SCORING") else None
    if found is None:
        return None
    seat = next(seat for seat in plan.seats if seat.pk == found.judge)
    slot = next(slot for slot in plan.slots if slot.pk == found.pitch)
    return {"words": found.reason.translated(_), "seat": seat, "slot": slot}


@guard("pitchday.manage", of=day_in_address)
def panels_apply(request: Request, day: PitchDay) -> HttpResponse:
    """Applies the proposal that was looked at, if its ground is still the same."""
    form = PlanForm(request.POST or None)
    back = reverse("organise:panels", args=[day.cohort.slug])
    if request.method != "POST" or not form.is_valid():
        return redirect(back)
    try:
        services.apply_plan(
            pitch_day=day, settings=form.settings(), expected=request.POST.get("seen", ""), by=request.user
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The plan is applied. Judges see just their pitches."))
    return redirect(back)


@guard("pitchday.manage", of=day_in_address)
def panels_more(request: Request, day: PitchDay) -> HttpResponse:
    """Gives one judge one pitch more."""
    seat = day.panel.filter(key=request.POST.get("seat", ""), left_at=None).first()
    slot = day.slots.filter(key=request.POST.get("slot", "")).select_related("team").first()
    if request.method == "POST" and seat is not None and slot is not None:
        try:
            services.add_score(seat=seat, slot=slot, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            words = _("%(judge)s sees %(team)s too.") % {"judge": seat.user.name, "team": slot.team.name}
            messages.success(request, words)
    return redirect("organise:panels", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
@require_POST
def panels_minimum(request: Request, day: PitchDay) -> HttpResponse:
    """Sets how few judges may see a team."""
    form = MinimumForm(request.POST)
    if form.is_valid():
        try:
            services.set_minimum(
                pitch_day=day, minimum=form.cleaned_data["minimum"], note=form.cleaned_data["note"], by=request.user
            )
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The minimum is set."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("organise:panels", day.cohort.slug)
