"""Correcting a published allocation: what to change, then what that does, then the act itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.briefs import services
from challenges.briefs.choices import choice_words
from challenges.briefs.corrections import Correction, correction_of, effects_of
from challenges.briefs.forms import CorrectionForm, Offers
from challenges.briefs.letters import correction_mail
from challenges.briefs.models import Allocation, AllocationLine, Brief, Preference
from challenges.briefs.views.lookups import allocation_at
from challenges.briefs.workflow import AllocationState
from cohorts.messages.services import preview_mail
from cohorts.models import Team
from core.access import guard
from core.errors import Changed, Refused
from core.forms import answer


def _home(allocation: Allocation) -> HttpResponse:
    return redirect("organise:allocation", allocation.cohort.slug, allocation.key)


@guard("brief.allocate", of=allocation_at)
def correct(request: HttpRequest, allocation: Allocation) -> HttpResponse:
    """The form; sent once it shows what would happen, sent with “sure” it does it."""
    if allocation.state == AllocationState.REPLACED and request.method == "POST":
        return _act(request, allocation, None, {}) or _home(allocation)
    if allocation.state != AllocationState.PUBLISHED:
        return _home(allocation)
    held = {line.team_id: line.brief for line in AllocationLine.objects.filter(allocation=allocation).whole()}
    form, briefs = _form(request, allocation, held)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        shown = _next(request, allocation, form, form.wanted(briefs))
        if shown is not None:
            return shown
    context = {"cohort": allocation.cohort, "allocation": allocation}
    return answer(request, "challenges/briefs/allocation_correct.html", context, form)


def _form(
    request: HttpRequest, allocation: Allocation, held: dict[int, Brief]
) -> tuple[CorrectionForm, dict[str, Brief]]:
    """The form with every team of the cohort, and the briefs that it offers, by key."""
    teams = list(Team.objects.filter(cohort=allocation.cohort).order_by("number"))
    offered = Brief.objects.to_rank().filter(cohort=allocation.cohort).order_by("question")
    briefs = {brief.key: brief for brief in [*offered.with_owner(), *held.values()]}
    initial: dict[str, Any] = {team.key: held[team.pk].key for team in teams if team.pk in held}
    initial["version"] = allocation.version
    data = request.POST if request.method == "POST" else None
    offers = _offers(teams, held, list(briefs.values()))
    return CorrectionForm(data, teams=teams, offers=offers, initial=initial), briefs


def _offers(teams: list[Team], held: dict[int, Brief], briefs: list[Brief]) -> Offers:
    """For each team the briefs with which choice of the team each is."""
    rows = Preference.objects.filter(team__in=teams).values_list("team", "brief", "rank")
    ranks = {(team, brief): rank for team, brief, rank in rows}
    none = [("", _("no challenge"))]
    return {
        team.pk: ([] if team.pk in held else none)
        + [
            (brief.key, _("%(brief)s (%(choice)s)") % _offer(brief, ranks.get((team.pk, brief.pk))))
            for brief in sorted(briefs, key=lambda brief: ranks.get((team.pk, brief.pk), len(briefs) + 1))
        ]
        for team in teams
    }


def _offer(brief: Brief, rank: int | None) -> dict[str, str]:
    return {"brief": brief.title, "choice": choice_words(rank)}


def _next(
    request: HttpRequest, allocation: Allocation, form: CorrectionForm, wanted: dict[int, Brief]
) -> HttpResponse | None:
    """Effects and mail, or the act where the person has seen them; nothing where the form says what is wrong."""
    correction, why = correction_of(allocation, wanted), form.cleaned_data["why"]
    people, _facts = correction_mail(allocation.cohort, correction, why)
    if request.POST.get("sure") and form.may_tell(len(people)):
        return _act(request, allocation, form, wanted)
    try:
        services.refuse_correction(allocation, correction, why)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None
    form.ask_number(len(people))
    context = _sure(allocation, correction, form, why)
    return answer(request, "challenges/briefs/allocation_correct_sure.html", context, form)


def _sure(allocation: Allocation, correction: Correction, form: CorrectionForm, why: str) -> dict[str, Any]:
    people, facts = correction_mail(allocation.cohort, correction, why)
    mail: dict[str, Any] = {"kind": "briefs.corrected", "to": people, "facts": facts, "always_held": True}
    return {
        "cohort": allocation.cohort,
        "allocation": allocation,
        "form": form,
        "effects": effects_of(correction),
        "why": why,
        "preview": preview_mail(cohort=allocation.cohort, **mail) if people else None,
    }


def _act(
    request: HttpRequest, allocation: Allocation, form: CorrectionForm | None, wanted: dict[int, Brief]
) -> HttpResponse | None:
    """The correction is made; somebody else's in between is told on the allocation as it is now."""
    given = form.cleaned_data if form is not None else {}
    try:
        made = services.correct_allocation(
            allocation=allocation,
            wanted=wanted,
            why=given.get("why", ""),
            version=given.get("version", 0),
            by=request.user,  # type: ignore[arg-type]
            key=form.key if form is not None else str(request.POST.get("once", "")),
        )
    except Changed as changed:
        messages.warning(request, str(changed.message))
        return _home(_latest(allocation))
    except Refused as refused:
        if form is None:
            raise
        form.add_error(refused.field or None, refused.message)
        return None
    messages.success(request, _("The allocation is corrected. The mail to all concerned waits a while."))
    return _home(made)


def _latest(allocation: Allocation) -> Allocation:
    """What stands in the place of the allocation now."""
    published = Allocation.objects.filter(cohort=allocation.cohort, state=AllocationState.PUBLISHED)
    return published.select_related("cohort").first() or allocation
