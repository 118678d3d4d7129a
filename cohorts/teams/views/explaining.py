"""A proposal explained: what was asked, how good it is, what each level costs, every team; and the record of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.teams import services
from cohorts.teams.account import account_of, quality_of
from cohorts.teams.cards import cards_of, weakest_words
from cohorts.teams.costs import WORKING, costs_told
from cohorts.teams.criteria import rules_in_words
from cohorts.teams.models import TeamProposal
from cohorts.teams.recording import levels_told, record_of
from cohorts.teams.views.loaders import me, proposal_at
from cohorts.teams.workflow import ProposalState
from core import zones
from core.access import guard
from core.errors import Refused

MAY_ASK = (ProposalState.READY, ProposalState.ACCEPTED)


def _explained(proposal: TeamProposal) -> dict[str, Any]:
    """What both pages show, with one query however many people there are."""
    people = proposal.places.select_related("participant__user", "participant__organisation")
    places = list(people.order_by("participant__user__last_name", "participant__user__first_name", "pk"))
    account = account_of(proposal, places)
    now = zones.now()
    return {
        "cohort": proposal.cohort,
        "proposal": proposal,
        "account": account,
        "quality": quality_of(account),
        "rules": rules_in_words(proposal.rules),
        "levels": levels_told(account),
        "cards": cards_of(account, places),
        "weakest": weakest_words(account),
        "costs": costs_told(proposal, now),
    }


def _without_teams(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    messages.info(request, _("This proposal has no teams to explain."))
    return redirect("organise:proposal", proposal.cohort.slug, proposal.key)


@guard("proposal.view", of=proposal_at)
@require_GET
def explain(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """Why these teams are as they are, for whoever has to answer for them."""
    if not proposal.names:
        return _without_teams(request, proposal)
    context = _explained(proposal)
    context["may_ask"] = proposal.state in MAY_ASK
    return render(request, "cohorts/teams/explain.html", context)


@guard("proposal.view", of=proposal_at)
@require_GET
def record(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The decision on paper: everything by which somebody else could judge the teams, and form them again."""
    if not proposal.names:
        return _without_teams(request, proposal)
    context = _explained(proposal)
    context["record"] = record_of(context["account"], context["quality"])
    context["back"] = reverse("organise:proposal_explain", args=[proposal.cohort.slug, proposal.key])
    return render(request, "cohorts/teams/record.html", context)


@guard("team.form", of=proposal_at)
@require_http_methods(["GET", "HEAD", "POST"])
def costs(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """How far the costs are worked out; posting asks for them."""
    if request.method == "POST":
        try:
            services.ask_costs(proposal=proposal, by=me(request))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("organise:proposal_explain", proposal.cohort.slug, proposal.key)
    told = costs_told(proposal, zones.now())
    if told.state != WORKING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(
        request, "cohorts/teams/parts/costing.html", {"proposal": proposal, "cohort": proposal.cohort, "costs": told}
    )
