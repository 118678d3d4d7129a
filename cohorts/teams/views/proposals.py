"""Asking for proposals, watching them being formed, stopping them and throwing them away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.programmes.models import Cohort
from cohorts.teams import services
from cohorts.teams.effects import effects_of
from cohorts.teams.forms import RulesForm
from cohorts.teams.models import TeamProposal
from cohorts.teams.snapshot import Frozen, freeze
from cohorts.teams.views.loaders import cohort_at, me, proposal_at
from cohorts.teams.workflow import ProposalState
from core.access import guard
from core.errors import Refused
from core.forms import answer


@guard("teams.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The rules in plain words with their effect; posting them starts the work."""
    frozen = freeze(cohort)
    form = RulesForm(request.POST or None, initial=_first_rules(cohort), frozen=frozen)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        seed = form.cleaned_data["seed"]
        try:
            proposal = services.propose_teams(cohort=cohort, rules=form.rules, seed=seed, by=me(request), key=form.key)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("organise:proposal", cohort.slug, proposal.key)
    context = {"cohort": cohort, "people": len(frozen["people"]), "effects": _effects(request, cohort, frozen)}
    return answer(request, "cohorts/teams/propose.html", context, form)


@guard("teams.manage", of=cohort_at)
@require_GET
def effects(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """What the rules that stand in the form would do, told at once."""
    told = _effects(request, cohort, freeze(cohort))
    return render(request, "cohorts/teams/parts/effects.html", {"effects": told})


def _first_rules(cohort: Cohort) -> dict[str, Any]:
    """The rules of the cohort's latest proposal, else its own sizes."""
    rules = {"size_min": cohort.team_size_min, "size_max": cohort.team_size_max}
    last = cohort.proposals.order_by("-number").first()
    if last is None or "size_min" not in last.rules:
        return rules
    return {
        **rules,
        "size_min": last.rules["size_min"],
        "size_max": last.rules["size_max"],
        "mix": str(last.rules.get("mix_within") or ""),
        "employer_cap": last.rules.get("employer_cap"),
        "balance": str(last.rules.get("levels", {}).get("skill_balance", 2)),
        "required_tags": last.rules.get("required_tags", []),
        "seed": last.seed,
    }


def _effects(request: HttpRequest, cohort: Cohort, frozen: Frozen) -> Any:
    """The effect of what was sent, else of the rules that the form starts with; nothing for what cannot be read."""
    sent = request.POST or request.GET
    form = RulesForm(sent if "size_min" in sent else _as_sent(_first_rules(cohort), frozen), frozen=frozen)
    return effects_of(frozen, form.rules) if form.is_valid() else None


def _as_sent(first: dict[str, Any], frozen: Frozen) -> dict[str, Any]:
    """The form's first values as a browser would send them."""
    fields = RulesForm(frozen=frozen).fields
    given = {name: first.get(name, field.initial) for name, field in fields.items() if name != "once"}
    return {name: value for name, value in given.items() if value is not None}


@guard("proposal.view", of=proposal_at)
@require_GET
def progress(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """How far the work is; the whole page is fetched anew once it has ended."""
    if proposal.state != ProposalState.FORMING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "cohorts/teams/parts/forming.html", {"proposal": proposal, "cohort": proposal.cohort})


@guard("team.form", of=proposal_at)
@require_POST
def stop(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The work ends with the best so far."""
    services.stop_forming(proposal=proposal, by=me(request))
    messages.info(request, _("The work stops with the best split so far."))
    return redirect("organise:proposal", proposal.cohort.slug, proposal.key)


@guard("team.form", of=proposal_at)
@require_POST
def discard(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The proposal is thrown away."""
    services.discard_proposal(proposal=proposal, by=me(request))
    messages.success(request, _("%(proposal)s is thrown away.") % {"proposal": proposal})
    return redirect("organise:teams", proposal.cohort.slug)
