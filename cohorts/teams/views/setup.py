"""The set-up page: rules in plain words with their effect, and asking for a proposal."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.programmes.models import Cohort
from cohorts.teams import services
from cohorts.teams.setup.effects import Effects, effects_of
from cohorts.teams.setup.form import RulesForm
from cohorts.teams.setup.presets import PRESETS, with_preset
from cohorts.teams.setup.rules import initial_of, rules_from
from cohorts.teams.snapshot import Frozen, freeze
from cohorts.teams.views.loaders import cohort_at, me
from core.access import guard
from core.errors import Refused
from core.forms import answer

# Buttons that change the page, or only look; the others form teams.
CHANGES = {"more", "preset"}


@guard("teams.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The rules in plain words with their effect; posting them starts the work."""
    frozen = freeze(cohort)
    data = _sent(request, cohort)
    form = RulesForm(data, initial=initial_of(cohort, frozen), frozen=frozen, more=request.POST.get("more", ""))
    if data is not None and not {*CHANGES, "look"} & data.keys() and form.is_valid():
        try:
            rules, facts = form.rules, {"seed": form.cleaned_data["seed"], "budget": form.budget_looks}
            proposal = services.propose_teams(cohort=cohort, rules=rules, by=me(request), key=form.key, **facts)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            return redirect("organise:proposal", cohort.slug, proposal.key)
    if CHANGES & request.POST.keys():
        # Nothing was asked for yet, so nothing is wrong yet.
        form.errors.clear()
    context = {
        "cohort": cohort,
        "people": len(frozen["people"]),
        "presets": PRESETS.values(),
        "effects": _effects(data, cohort, frozen),
    }
    return answer(request, "cohorts/teams/propose.html", context, form)


def _sent(request: HttpRequest, cohort: Cohort) -> QueryDict | None:
    """What was posted, with a preset's rules in it where one was chosen."""
    if request.method != "POST":
        return None
    preset = PRESETS.get(request.POST.get("preset", ""))
    return with_preset(request.POST, preset, cohort) if preset else request.POST


@guard("teams.manage", of=cohort_at)
@require_POST
def effects(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """What the rules that stand in the form would do, told at once."""
    told = _effects(request.POST, cohort, freeze(cohort))
    return render(request, "cohorts/teams/parts/effects.html", {"effects": told, "is_update": True})


def _effects(sent: QueryDict | None, cohort: Cohort, frozen: Frozen) -> Effects | None:
    """The effect of what was sent, else of the rules that the form starts with; nothing for what cannot be read."""
    if sent is None:
        return effects_of(frozen, rules_from(initial_of(cohort, frozen), len(frozen["people"])))
    form = RulesForm(sent, frozen=frozen, is_draft=True)
    return effects_of(frozen, form.rules) if form.is_valid() else None
