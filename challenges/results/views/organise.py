"""The organisers' page: what the panel decided, and its release."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.judging.views.organise import day_or_none
from challenges.pitchdays.models import PitchDay
from challenges.results import services
from challenges.results.present import verdict_words
from challenges.results.queries import public_address
from cohorts.messages.services import preview_mail
from core.access import Request, guard
from core.errors import Refused
from core.people.links import site_link


@guard("pitchday.manage", of=day_or_none)
def results(request: Request, day: PitchDay) -> HttpResponse:
    """Where the result stands, the decision once it is confirmed, and what to do next."""
    decision = getattr(day, "decision", None) if day.state in ("CONFIRMED", "PUBLISHED") else None
    placings = decision.placings.select_related("team").order_by("rank", "team__number") if decision else []
    context = {"cohort": day.cohort, "day": day, "decision": decision, "placings": placings}
    return render(request, "challenges/results/results.html", context)


@guard("result.release", of=day_or_none)
def results_release(request: Request, day: PitchDay) -> HttpResponse:
    """Shows just what will be public and who will be told, then releases."""
    if day.state != "CONFIRMED":
        messages.info(request, _("There is no confirmed result to release."))
        return redirect("organise:results", day.cohort.slug)
    if request.method == "POST":
        try:
            services.release_results(pitch_day=day, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The results are public. The mail to everybody waits ten minutes."))
        return redirect("organise:results", day.cohort.slug)
    snapshot = services.snapshot_of(day)
    facts = {"verdict": verdict_words(snapshot), "link": site_link(public_address(day.cohort))}
    preview = preview_mail(cohort=day.cohort, kind="results.released", to=services.everybody(day), facts=facts)
    context = {"cohort": day.cohort, "day": day, "snapshot": snapshot, "preview": preview}
    return render(request, "challenges/results/release.html", context)
