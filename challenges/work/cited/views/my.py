"""The team's page on which it cites something, and what the buttons beside a citation do."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.work.cited import services
from challenges.work.cited.forms import CiteForm
from challenges.work.cited.options import options_for
from challenges.work.models import Draft, Milestone
from challenges.work.queries import own_team
from challenges.work.views.lookups import milestone_in_address
from challenges.work.writing import TeamWork
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("milestone.view", of=milestone_in_address)
def cite(request: Request, milestone: Milestone) -> HttpResponse:
    """The team's draft cites a day or a person, with what was used of it."""
    team = own_team(milestone.cohort, request.user)
    if team is None:
        raise Http404
    now = zones.now()
    form = CiteForm(request.POST or None, options=options_for(team, now))
    if request.method == "POST" and form.is_valid():
        try:
            services.cite(milestone=milestone, team=team, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("It stands in your draft. Only your team sees it until you hand in."))
            return redirect("my:milestone", milestone.cohort.slug, milestone.key)
    work = TeamWork(milestone, team, now)
    context = {"cohort": milestone.cohort, "milestone": milestone, "team": team, "work": work}
    return answer(request, "challenges/work/cited/cite.html", context, form)


def change_citations(request: Request, draft: Draft) -> None:
    """What a button beside a citation of the team's draft asks for is done."""
    sent = request.POST
    if sent.get("uncite"):
        services.uncite(draft=draft, part=sent["uncite"], by=request.user)
    for name, is_told in (("tell", True), ("untell", False)):
        if sent.get(name):
            services.tell_host(draft=draft, part=sent[name], is_told=is_told, by=request.user)
