"""Asking for better teams from the board as it stands, and for the same teams once more."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.teams import services
from cohorts.teams.board_forms import AgainForm, ImproveForm
from cohorts.teams.models import TeamProposal
from cohorts.teams.views.loaders import me, proposal_at
from core.access import guard
from core.errors import Refused
from core.forms import SiteForm


@guard("team.form", of=proposal_at)
@require_POST
def improve(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """Better teams are being formed that begin with the board."""
    form = ImproveForm(request.POST)

    def act() -> TeamProposal:
        version = form.cleaned_data["version"]
        return services.improve_teams(proposal=proposal, expected_version=version, by=me(request), key=form.key)

    return _formed(request, proposal, form, act)


@guard("team.form", of=proposal_at)
@require_POST
def again(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """The same teams are being formed once more."""
    form = AgainForm(request.POST)
    return _formed(
        request, proposal, form, lambda: services.form_again(proposal=proposal, by=me(request), key=form.key)
    )


def _formed(
    request: HttpRequest, proposal: TeamProposal, form: SiteForm, act: Callable[[], TeamProposal]
) -> HttpResponse:
    """To the new proposal; back to the old one, told why, where there is none."""
    if not form.is_valid():
        messages.error(request, _("That could not be read. Look at the board and try again."))
    else:
        try:
            proposal = act()
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("organise:proposal", proposal.cohort.slug, proposal.key)
