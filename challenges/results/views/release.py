"""Planning a release, agreeing to it, and undoing it until somebody has seen it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.judging.views.organise import day_or_none
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services
from challenges.results.forms import ReleaseForm, chosen
from challenges.results.models import Release, ReleasePlan
from challenges.results.queries import open_plan
from cohorts.messages.services import preview_mail
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer


@guard("result.release", of=day_or_none)
def results_release(request: Request, day: PitchDay) -> HttpResponse:
    """Shows just what will be public and who will be told, and asks for the time and the second person."""
    if day.state != PitchDayState.CONFIRMED or open_plan(day) is not None:
        messages.info(request, _("There is no confirmed result to release."))
        return redirect("organise:results", day.cohort.slug)
    form = ReleaseForm(
        request.POST or None,
        zone=day.cohort.zone,
        seconds=chosen(services.seconds_of(day), request.user),
        is_correction=Release.objects.filter(cohort=day.cohort_id).exists(),
    )
    form.ask_number(len(services.everybody(day)))
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_release(pitch_day=day, by=request.user, key=form.key, **form.plan())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("The second person has a letter. Nothing is released before they agree."))
            return redirect("organise:results", day.cohort.slug)
    return answer(request, "challenges/results/release.html", preview_of(day), form)


def preview_of(day: PitchDay, correction: str = "") -> dict[str, object]:
    """What a release would make public, and who would be told what."""
    snapshot = services.snapshot_of(day, correction)
    number = services.next_number(day)
    facts = services.letter_facts(day.cohort, {**snapshot, "correction": correction or "…"} if number > 1 else snapshot)
    kind = services.mail_kind(number)
    return {
        "cohort": day.cohort,
        "day": day,
        "snapshot": snapshot,
        "number": number,
        "rules": services.rules_of(day),
        "preview": preview_mail(cohort=day.cohort, kind=kind, to=services.everybody(day), facts=facts),
    }


@guard("result.agree", of=found(ReleasePlan, "pitch_day__cohort__programme", "planned_by", "second", key="key"))
def release_agree(request: Request, plan: ReleasePlan) -> HttpResponse:
    """The second person sees just what will be public and when, and agrees or cancels."""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "cancel":
                services.cancel_release(plan=plan, by=request.user)
                messages.success(request, _("The release is cancelled."))
            else:
                services.agree_release(plan=plan, seen_digest=request.POST.get("seen", "")[:64], by=request.user)
                messages.success(request, _("You have agreed. The release can be cancelled until its time."))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("judge:release_agree", plan.key)
    day = plan.pitch_day
    is_open = plan.ended_at is None and day.state == PitchDayState.CONFIRMED
    context = preview_of(day, plan.correction) if is_open else {"cohort": day.cohort, "day": day}
    return render(request, "challenges/results/agree.html", context | {"plan": plan, "is_open": is_open})


@guard("result.release", of=day_or_none)
@require_POST
def results_cancel(request: Request, day: PitchDay) -> HttpResponse:
    """Cancels the planned release."""
    plan = open_plan(day)
    if plan is not None:
        try:
            services.cancel_release(plan=plan, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The release is cancelled. Nothing was made public."))
    return redirect("organise:results", day.cohort.slug)


@guard("result.release", of=day_or_none)
def results_undo(request: Request, day: PitchDay) -> HttpResponse:
    """Undoes a release that nobody has seen, after a page that says so."""
    release = Release.objects.filter(cohort=day.cohort_id, seen_at=None).first()
    if release is None:
        messages.info(request, _("There is no release that could be undone."))
        return redirect("organise:results", day.cohort.slug)
    if request.method == "POST":
        try:
            services.undo_release(pitch_day=day, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The release is undone. Nobody had seen it and no mail has gone."))
        return redirect("organise:results", day.cohort.slug)
    return render(request, "challenges/results/undo.html", {"cohort": day.cohort, "day": day, "release": release})


@guard("result.release", of=day_or_none)
@require_POST
def results_tell(request: Request, day: PitchDay) -> HttpResponse:
    """Sends the mail now, which ends the time for undoing."""
    release = Release.objects.filter(cohort=day.cohort_id).first()
    if release is not None:
        services.tell_everybody(release=release, by=request.user)
        messages.success(request, _("Everybody is told. The release can no longer be undone."))
    return redirect("organise:results", day.cohort.slug)
