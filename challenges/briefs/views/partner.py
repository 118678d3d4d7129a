"""A challenge brief as its owner sees it: the text, and who works on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from challenges.briefs.letters import members_of
from challenges.briefs.models import Brief, published_lines
from challenges.briefs.views.lookups import brief_by_key
from challenges.briefs.views.organise import STATES
from challenges.briefs.workflow import BriefState
from core.access import guard


@guard("brief.answer", of=brief_by_key)
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """The owner's page of the brief."""
    lines = list(published_lines(brief.cohort).filter(brief=brief))
    people = members_of(lines)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "tag": STATES[BriefState(brief.state)],
        "teams": [(line.team, [user.name for user in people[line.team_id]]) for line in lines],
        "owners": list(brief.owners.select_related("user").order_by("pk")),
    }
    return render(request, "challenges/briefs/partner_brief.html", context)
