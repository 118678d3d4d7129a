"""Organisers' pages: the day and its states."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.pitchdays import services
from challenges.pitchdays.forms import PitchDayForm
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.planning import pairs_of
from challenges.pitchdays.queries import plan_of, rubric_of, waiting_for_chair
from challenges.pitchdays.rounds import open_request
from challenges.pitchdays.services.day import Lack, missing
from challenges.pitchdays.services.rounds import JUDGED
from challenges.pitchdays.shown import grid, pauses, timetable
from challenges.pitchdays.weights import shares
from cohorts.models import Cohort
from core.access import Request, can, found, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lifecycle import available_actions

cohort_in_address = found(Cohort, "programme", cohort="slug")
day_in_address = found(PitchDay, "cohort__programme", cohort="cohort__slug")
DETAILS = ("starts_at", "place", "set_up_minutes", "pitch_minutes", "question_minutes", "score_minutes")
# The moves that this page offers; confirming and releasing stand on the results page.
HERE = ("open_scoring", "close_scores", "reopen_scoring")


@guard("pitchdays.manage", of=cohort_in_address)
def pitch_day(request: Request, cohort: Cohort) -> HttpResponse:
    """The whole day on one page, or how to plan it."""
    day = PitchDay.objects.filter(cohort=cohort).select_related("cohort__programme").first()
    if day is None:
        return render(request, "challenges/pitchdays/none.html", {"cohort": cohort})
    plan = plan_of(day)
    rubric = rubric_of(day)
    context = {
        "cohort": cohort,
        "day": day,
        "rubric": list(zip(rubric, shares([row.weight for row in rubric]), strict=True)),
        "plan": plan,
        "rows": [(slot, plan.judges_of(slot)) for slot in plan.slots],
        "actions": [action for action in available_actions(day, request.user) if action.action in HERE],
        "lacks": _with_pages(day, missing(day, plan, rubric)),
        "is_planned": day.state == "PLANNED",
        "doubts": waiting_for_chair(day),
        "is_judged": day.state in JUDGED,
        "asked": open_request(day) if day.state in JUDGED else None,
        "history": timeline(subject=day, limit=8),
    }
    return render(request, "challenges/pitchdays/day.html", context)


@guard("pitchdays.manage", of=cohort_in_address)
def pitch_day_plan(request: Request, cohort: Cohort) -> HttpResponse:
    """A form to plan the day; without scripts too."""
    form = PitchDayForm(request.POST or None, zone=cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_pitch_day(cohort=cohort, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The pitch day is planned. Next: the panel."))
            return redirect("organise:pitch_day", cohort.slug)
    return answer(request, "challenges/pitchdays/edit.html", {"cohort": cohort}, form)


@guard("pitchday.manage", of=day_in_address)
def pitch_day_edit(request: Request, day: PitchDay) -> HttpResponse:
    """A form to change time, place and minutes."""
    initial = {name: getattr(day, name) for name in DETAILS}
    form = PitchDayForm(request.POST or None, initial=initial, zone=day.cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_pitch_day(pitch_day=day, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The pitch day is changed."))
            return redirect("organise:pitch_day", day.cohort.slug)
    return answer(request, "challenges/pitchdays/edit.html", {"cohort": day.cohort, "day": day}, form)


def _page(day: PitchDay) -> str:
    return reverse("organise:pitch_day", args=[day.cohort.slug])


def _with_pages(day: PitchDay, lacks: list[Lack]) -> list[tuple[str, str]]:
    """What lacks, each with the address where it is done."""
    return [(lack.words, reverse(f"organise:{lack.page}", args=[day.cohort.slug])) for lack in lacks]


ACTS = {"open_scoring": services.open_scoring, "close_scores": services.close_scores}


@guard("pitchday.lead", of=day_in_address)
def pitch_day_act(request: Request, day: PitchDay) -> HttpResponse:
    """Opens or closes scoring, after a page that says what it does."""
    action = request.resolver_match.kwargs["action"] if request.resolver_match else ""
    back = _home(request, day)
    if request.method != "POST":
        lacks = missing(day) if action == "open_scoring" else []
        # The chair may open scoring too, and finds no organisers' page.
        shown = _with_pages(day, lacks) if back == _page(day) else [(lack.words, "") for lack in lacks]
        context = {"cohort": day.cohort, "day": day, "act": action, "lacks": shown, "back": back}
        return render(request, "challenges/pitchdays/act.html", context)
    try:
        ACTS[action](pitch_day=day, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Done: %(state)s.") % {"state": day.get_state_display().lower()})
    return redirect(back)


def _home(request: Request, day: PitchDay) -> str:
    """The day's page for its organisers; the deliberation for the chair, who does not see that page."""
    if can(request.user, "pitchday.manage", day):
        return reverse("organise:pitch_day", args=[day.cohort.slug])
    return reverse("judge:deliberation", args=[day.key])


@guard("pitchday.chair", of=day_in_address, see="pitchday.view")
def pitch_day_reopen(request: Request, day: PitchDay) -> HttpResponse:
    """Where the chair asks for it: a second person must agree (J-04)."""
    return redirect("judge:reopen", day.key)


@guard("pitchday.manage", of=day_in_address)
def pitch_day_print(request: Request, day: PitchDay) -> HttpResponse:
    """The running order and who sees what, on paper; judges' sheets have a page of their own."""
    plan = plan_of(day)
    context = {
        "cohort": day.cohort,
        "day": day,
        "plan": plan,
        "lines": timetable(day, plan, pauses(day)),
        "grid": grid(plan, pairs_of(plan)),
    }
    return render(request, "challenges/pitchdays/print.html", context)
