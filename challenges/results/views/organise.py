"""The organisers' page: where the result stands, and what of it is shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.judging.views.organise import day_or_none
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.results import services
from challenges.results.forms import RulesForm
from challenges.results.models import Release, ReleasePlan
from challenges.results.queries import open_plan, versions_of
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer

DECIDED = (PitchDayState.SIGNED, PitchDayState.CONFIRMED, PitchDayState.PUBLISHED)


@guard("pitchday.manage", of=day_or_none)
def results(request: Request, day: PitchDay) -> HttpResponse:
    """Where the result stands, the decision once it is signed, the planned release, and what to do next."""
    decision = getattr(day, "decision", None) if day.state in DECIDED else None
    plan = open_plan(day)
    context = {
        "steps": _steps(day, plan),
        "cohort": day.cohort,
        "day": day,
        "decision": decision,
        "placings": decision.placings.select_related("team").order_by("rank", "team__number") if decision else [],
        "prizes": decision.prizes.select_related("team").order_by("order", "team__number") if decision else [],
        "plan": plan,
        "release": Release.objects.filter(cohort=day.cohort_id).first(),
        "versions": versions_of(day.cohort),
        "rules": services.rules_of(day),
        "now": zones.now(),
    }
    return render(request, "challenges/results/results.html", context)


def _steps(day: PitchDay, plan: ReleasePlan | None) -> list[dict[str, str]]:
    """How far the result is on its way to the public, and what comes next; nothing before and after."""
    ways = {PitchDayState.SCORES_CLOSED: 1, PitchDayState.SIGNED: 2, PitchDayState.CONFIRMED: 3}
    done = ways.get(PitchDayState(day.state), 0)
    if not done:
        return []
    labels = (
        _("Scores are closed"),
        _("The chair signs"),
        _("A second person approves"),
        _("You plan the release"),
        _("A second person agrees"),
        _("Public"),
    )
    if plan is not None:
        done = 5 if plan.agreed_at else 4
    return [
        {"label": label, "state": "done" if place < done else "now" if place == done else "todo"}
        for place, label in enumerate(labels)
    ]


@guard("result.release", of=day_or_none)
def results_rules(request: Request, day: PitchDay) -> HttpResponse:
    """What teams and the public see beyond the winners."""
    rules = services.rules_of(day)
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        initial={"judges_named": rules.judges_named, "sheets_public": rules.sheets_public},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.set_rules(pitch_day=day, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("What is shown of the result is set."))
            return redirect("organise:results", day.cohort.slug)
    return answer(request, "challenges/results/rules.html", {"cohort": day.cohort, "day": day}, form)
