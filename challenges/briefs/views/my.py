"""Challenge briefs as participants and mentors read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from challenges.briefs.intake.opening import opened
from challenges.briefs.models import Brief, brief_of
from challenges.briefs.questions.queries import on_brief
from challenges.briefs.views.lookups import brief_at, team_of
from core import zones
from core.access import guard


@guard("brief.view", of=brief_at)
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """One brief to read."""
    team = team_of(request, brief.cohort)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "owners": list(brief.owners.select_related("user").order_by("pk")),
        "is_ours": team is not None and brief_of(team) == brief,
        **opened(brief, request.user),
        **on_brief(brief, team, zones.now()),
    }
    return render(request, "challenges/briefs/my_brief.html", context)
