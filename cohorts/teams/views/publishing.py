"""Publishing a proposal: what will happen, to whom, and then doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.teams import services
from cohorts.teams.forms import PublishForm
from cohorts.teams.models import TeamProposal
from cohorts.teams.services import Lineup
from cohorts.teams.story import published_words
from cohorts.teams.views.loaders import me, proposal_at
from cohorts.teams.workflow import ProposalState
from core.access import guard
from core.errors import Refused
from core.forms import answer


@guard("team.form", of=proposal_at)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, proposal: TeamProposal) -> HttpResponse:
    """Exactly what publishing does; posting it publishes."""
    cohort, planned = proposal.cohort, services.lineups(proposal)
    if proposal.state != ProposalState.READY or not planned:
        messages.error(request, published_words(cohort) or _("This proposal cannot be published."))
        return redirect("organise:proposal", cohort.slug, proposal.key)
    preview = services.preview_publication(proposal)
    initial = {"version": proposal.version}
    broken = services.broken_rules(proposal)
    asked: dict[str, Any] = {"people": preview.count, "must_type": preview.must_type_count, "is_broken": bool(broken)}
    form = PublishForm(request.POST or None, initial=initial, **asked)
    if request.method == "POST" and form.is_valid():
        try:
            given = {"expected_version": form.cleaned_data["version"], "reason": form.cleaned_data.get("reason", "")}
            teams = services.publish_teams(proposal=proposal, by=me(request), **given)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            words = ngettext("%(count)s team is published.", "%(count)s teams are published.", len(teams))
            messages.success(request, words % {"count": len(teams)})
            return redirect("organise:teams", cohort.slug)
    context = {
        "cohort": cohort,
        "proposal": proposal,
        "planned": planned,
        "preview": preview,
        "broken": broken,
        "effects": _effects(planned, preview.count),
        "is_stale": services.is_stale(proposal),
    }
    return answer(request, "cohorts/teams/publish.html", context, form)


def _effects(planned: list[Lineup], people: int) -> list[str]:
    made = ngettext("%(count)s team is made.", "%(count)s teams are made.", len(planned))
    told = ngettext("%(count)s person is told by mail.", "%(count)s people are told by mail.", people)
    return [
        made % {"count": len(planned)},
        _("Everybody sees their own team, and who is in it, from that moment on."),
        told % {"count": people},
        _("Afterwards people are moved one by one, and both teams are told."),
    ]
