"""Watching proposals being formed, stopping them and throwing them away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohorts.teams import services
from cohorts.teams.models import TeamProposal
from cohorts.teams.views.loaders import me, proposal_at
from cohorts.teams.workflow import ProposalState
from core.access import guard


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
