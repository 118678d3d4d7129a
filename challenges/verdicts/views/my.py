"""What a team reads of its verdict, after the release of the result and never before."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from challenges.verdicts.queries import read_by_team
from challenges.verdicts.views.lookups import team_in_address
from cohorts.models import Team
from core import zones
from core.access import Request, guard


@guard("verdict.read", of=team_in_address)
@require_safe
def verdict(request: Request, team: Team) -> HttpResponse:
    """The part that is for the team; not there before it may be read."""
    version = read_by_team(team, zones.now())
    if version is None:
        raise Http404
    context = {"cohort": team.cohort, "team": team, "version": version, "brief": version.verdict.brief}
    return render(request, "challenges/verdicts/my_verdict.html", context)
