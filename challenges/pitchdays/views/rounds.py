"""Asking the chair for a new round, and the chair's answer, each after a page that tells every effect (J-21)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.pitchdays import services
from challenges.pitchdays.forms_rubric import RoundAnswerForm, RoundForm
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.queries import panel_of
from challenges.pitchdays.rounds import open_request, round_of
from challenges.pitchdays.views.day import day_in_address
from challenges.pitchdays.workflow import PitchDayState
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.wiring import wired


def effects_of(day: PitchDay) -> list[str]:
    """Everything that a new round does, before it is done."""
    is_open = day.state == PitchDayState.SCORING
    told = [
        _("Scoring closes at once; judges cannot score until it is opened again.")
        if is_open
        else _("Judges cannot score until scoring is opened again."),
        _("The rubric can be changed again, and the rules have to be published again if it is."),
        _("When scoring opens, every judge scores every one of their teams again, by the rubric of round %(number)s.")
        % {"number": round_of(day) + 1},
        _("Running order, panel and conflicts of interest stay as they are."),
    ]
    for tell in wired("ROUND_EFFECTS"):
        told[1:1] = tell(day)
    return told


@guard("pitchday.manage", of=day_in_address)
def round_ask(request: Request, day: PitchDay) -> HttpResponse:
    """A form that asks the chair, with all that will follow."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_new_round(pitch_day=day, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The chair is asked. Nothing changes until the chair agrees."))
            return redirect("organise:pitch_rubric", day.cohort.slug)
    context = {
        "cohort": day.cohort,
        "day": day,
        "asked": open_request(day),
        "is_judged": day.state in ("SCORING", "SCORES_CLOSED"),
        "effects": effects_of(day),
    }
    return answer(request, "challenges/pitchdays/round_ask.html", context, form)


@guard("pitchday.manage", of=day_in_address)
@require_POST
def round_withdraw(request: Request, day: PitchDay) -> HttpResponse:
    """Takes the request back."""
    asked = open_request(day)
    try:
        if asked is not None:
            services.withdraw_new_round(request=asked, by=request.user)
            messages.success(request, _("The request is taken back."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("organise:pitch_rubric", day.cohort.slug)


@guard("pitchday.chair", of=found(PitchDay, "cohort", key="key"), see="pitchday.view")
def round_decide(request: Request, day: PitchDay) -> HttpResponse:
    """The chair's page: who asks, why, what would follow, and the two answers."""
    asked = open_request(day)
    form = RoundAnswerForm(request.POST or None)
    agrees = request.POST.get("act") == "agree"
    form.ask_number(len(panel_of(day)) if agrees or request.method != "POST" else 0)
    if request.method == "POST" and form.is_valid() and asked is not None:
        decide = services.agree_new_round if agrees else services.decline_new_round
        try:
            decide(request=asked, answer=form.cleaned_data["answer"], by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            done = _("A new round has begun.") if agrees else _("Declined: everything stays as it is.")
            messages.success(request, done)
            return redirect("judge:home")
    if asked is None:
        return render(request, "challenges/pitchdays/round_none.html", {"cohort": day.cohort, "day": day})
    context = {"cohort": day.cohort, "day": day, "asked": asked, "effects": effects_of(day)}
    return answer(request, "challenges/pitchdays/round_decide.html", context, form)
