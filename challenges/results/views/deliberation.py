"""The deliberation: ranking, ledgers, and the chair's decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.judging.queries import notes_for_chair, ranking_of
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.queries import order_of, plan_of, rubric_of
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services
from challenges.results.forms import DecisionForm
from challenges.results.present import headline, ledger_rows, warnings_in_words
from challenges.results.shown import comparisons, judge_rows, ladder_rows, trust_facts
from core.access import Request, can, found, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer

AFTER_CLOSING = (PitchDayState.SCORES_CLOSED, PitchDayState.CONFIRMED, PitchDayState.PUBLISHED)


@guard("pitchday.lead", of=found(PitchDay, "cohort__programme", key="key"), see="pitchday.view")
def deliberation(request: Request, day: PitchDay) -> HttpResponse:
    """The ranking as the sheets give it, for chair and organisers, once scores are closed."""
    if day.state not in AFTER_CLOSING:
        return render(request, "challenges/results/too_early.html", {"cohort": day.cohort, "day": day})
    is_chair = can(request.user, "pitchday.chair", day)
    form = _form(request, day) if is_chair and day.state == PitchDayState.SCORES_CLOSED else None
    if request.method == "POST":
        done = _decide(request, day, form)
        if done is not None:
            return done
    context = _context(day, is_chair)
    if form is None:
        return render(request, "challenges/results/deliberation.html", context)
    return answer(request, "challenges/results/deliberation.html", context, form)


def _form(request: Request, day: PitchDay) -> DecisionForm:
    places = {place.slot: place.rank for place in ranking_of(day).places}
    slots = order_of(day)
    initial: dict[str, object] = {f"rank_{slot.key}": places.get(slot.key) or len(slots) for slot in slots}
    initial |= {"seen": services.scores_hash(day), "reasons": getattr(getattr(day, "decision", None), "reasons", "")}
    return DecisionForm(request.POST or None, slots=slots, initial=initial)


def _decide(request: Request, day: PitchDay, form: DecisionForm | None) -> HttpResponse | None:
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return None
    verdict = services.Verdict(ranks=form.ranks(), reasons=form.cleaned_data["reasons"])
    try:
        services.confirm_decision(pitch_day=day, verdict=verdict, seen_hash=form.cleaned_data["seen"], by=request.user)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None
    messages.success(request, _("The decision is recorded. The organisers can release it."))
    return redirect("judge:deliberation", day.key)


def _context(day: PitchDay, is_chair: bool) -> dict[str, object]:
    ranking, plan = ranking_of(day), plan_of(day)
    decision = getattr(day, "decision", None)
    placings = decision.placings.select_related("team").order_by("rank", "team__number") if decision else []
    return {
        "cohort": day.cohort,
        "day": day,
        "is_chair": is_chair,
        "ranking": ranking,
        "warnings": warnings_in_words(ranking),
        "ledgers": ledger_rows(ranking, plan),
        "ladder": ladder_rows(ranking, plan),
        "without": [place.name for place in ranking.places if place.rank is None],
        "pairs": comparisons(ranking, rubric_of(day)),
        "judges": judge_rows(ranking, plan),
        "trust": trust_facts(ranking, plan),
        "history": timeline(subject=day, limit=6),
        "headline": headline(ranking),
        "notes": notes_for_chair(day) if is_chair else [],
        "decision": decision,
        "placings": placings,
    }
