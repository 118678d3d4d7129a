"""The second person's page, and the chair's ways back from a signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services
from challenges.results.forms import ReasonForm, SendBackForm
from challenges.results.record import scores_hash
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

day_of_key = found(PitchDay, "cohort__programme", key="key")


@guard("result.approve", of=day_of_key, see="pitchday.view")
def deliberation_approve(request: Request, day: PitchDay) -> HttpResponse:
    """Exactly what the chair signed, by its hash: the second person approves it or sends it back with a reason."""
    form = SendBackForm(request.POST if request.POST.get("act") == "back" else None)
    if request.method == "POST":
        done = _approve(request, day) if request.POST.get("act") == "approve" else _send_back(request, day, form)
        if done is not None:
            return done
    decision = day.decision
    context = {
        "cohort": day.cohort,
        "day": day,
        "decision": decision,
        "placings": decision.placings.select_related("team").order_by("rank", "team__number"),
        "prizes": decision.prizes.select_related("team").order_by("order", "team__number"),
        "waits": day.state == PitchDayState.SIGNED,
        "is_void": day.state == PitchDayState.SIGNED and scores_hash(day) != decision.data_hash,
    }
    return answer(request, "challenges/results/approve.html", context, form)


def _approve(request: Request, day: PitchDay) -> HttpResponse | None:
    try:
        services.approve_decision(pitch_day=day, seen_hash=request.POST.get("seen", "")[:64], by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The result is approved. The organisers can plan its release."))
    return redirect("judge:deliberation_approve", day.key)


def _send_back(request: Request, day: PitchDay, form: SendBackForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        services.send_decision_back(pitch_day=day, note=form.cleaned_data["note"], by=request.user)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None
    messages.success(request, _("The chair has the result back with your reason."))
    return redirect("judge:deliberation_approve", day.key)


@guard("pitchday.chair", of=day_of_key, see="pitchday.view")
def deliberation_withdraw(request: Request, day: PitchDay) -> HttpResponse:
    """The chair takes the signature back, after a page that says what follows."""
    if request.method == "POST":
        try:
            services.withdraw_signature(pitch_day=day, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Nothing is signed any more. Decide again when you are ready."))
        return redirect("judge:deliberation", day.key)
    return render(request, "challenges/results/withdraw.html", {"cohort": day.cohort, "day": day})


@guard("pitchday.chair", of=day_of_key, see="pitchday.view")
def deliberation_correct(request: Request, day: PitchDay) -> HttpResponse:
    """The chair begins a correction of a released result, with a reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.begin_correction(pitch_day=day, note=form.cleaned_data["note"], by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Decide anew. The released result stays public until a new version is."))
            return redirect("judge:deliberation", day.key)
    return answer(request, "challenges/results/correct.html", {"cohort": day.cohort, "day": day}, form)
