"""Opening something again after closing: the chair asks, an organiser agrees, both freshly signed in (J-04)."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.judging import services
from challenges.judging.forms import ReopenForm
from challenges.judging.models import Reopening, Scorecard
from challenges.judging.workflow import CardState, ReopeningState
from challenges.pitchdays.models import PitchDay
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import SiteForm, answer


@guard("pitchday.chair", of=found(PitchDay, "cohort__programme", key="key"))
@reauthentication_required(allow_get=True)
def ask(request: Request, day: PitchDay) -> HttpResponse:
    """The chair names what to open again, and why; signing in again comes first."""
    cards = Scorecard.objects.filter(slot__pitch_day=day, revision__gt=0).exclude(state=CardState.VOID)
    sheets = list(cards.select_related("seat__user", "slot__team").order_by("slot__order", "seat__pk"))
    form = ReopenForm(request.POST or None, sheets=sheets)
    if request.method == "POST" and form.is_valid():
        card = next((one for one in sheets if one.key == form.cleaned_data["what"]), None)
        try:
            services.ask_reopening(
                day=day, card=card, reason=form.cleaned_data["reason"], by=request.user, key=form.key
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("An organiser is asked to agree. Until then nothing is open."))
            return redirect("judge:reopen", day.key)
    asked = Reopening.objects.filter(pitch_day=day).select_related(
        "pitch_day__cohort", "card__seat__user", "card__slot__team", "asked_by", "decided_by"
    )
    context: dict[str, Any] = {"cohort": day.cohort, "day": day, "asked": asked.order_by("-asked_at", "-pk")[:50]}
    return answer(request, "challenges/judging/reopen.html", context, form)


def the_reopening(request: HttpRequest, cohort: str, key: str) -> Reopening:
    """What the chair of this cohort's day asked for."""
    related = ("pitch_day__cohort__programme", "card__seat__user", "card__slot__team", "asked_by")
    row = Reopening.objects.filter(key=key, pitch_day__cohort__slug=cohort).select_related(*related).first()
    if row is None:
        raise Http404
    return row


@guard("reopening.agree", of=the_reopening)
@reauthentication_required(allow_get=True)
def decide(request: Request, reopening: Reopening) -> HttpResponse:
    """An organiser agrees that it is opened again, or does not."""
    form = SiteForm(request.POST or None)
    if request.method == "POST":
        try:
            agree = request.POST.get("act") == "agree"
            services.decide_reopening(reopening=reopening, agree=agree, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("It is open again.") if agree else _("It stays closed."))
        return redirect("organise:reopening", reopening.cohort.slug, reopening.key)
    context = {
        "cohort": reopening.cohort,
        "reopening": reopening,
        "day": reopening.pitch_day,
        "is_asked": reopening.state == ReopeningState.ASKED,
        "is_own": reopening.asked_by_id == request.user.pk,
    }
    return answer(request, "challenges/judging/reopening.html", context, form)
