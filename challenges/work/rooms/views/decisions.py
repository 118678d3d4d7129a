"""Recording what a team decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from challenges.work.rooms import services
from challenges.work.rooms.forms import DecisionForm
from challenges.work.rooms.models import TeamDecision
from challenges.work.rooms.views.lookups import team_in_address
from challenges.work.rooms.views.origins import meeting_asked_for
from cohorts.models import Team
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("room.write", of=team_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request: Request, team: Team) -> HttpResponse:
    """The team has decided something, perhaps in the place of an earlier decision."""
    standing = _standing(team, request.POST.get("replaces", ""))
    today = zones.today(team.cohort.zone)
    initial = {"decided_on": today, "replaces": request.GET.get("replaces", "")}
    form = DecisionForm(request.POST or None, standing=standing, initial=initial)
    meeting = meeting_asked_for(request, team)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_decision(team=team, meeting=meeting, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("my:room", team.cohort.slug, team.key)
    context = {"cohort": team.cohort, "team": team, "meeting": meeting}
    return answer(request, "challenges/work/rooms/decision_new.html", context, form)


def _standing(team: Team, sent: str) -> list[TeamDecision]:
    """The decisions that stand, and the one that was sent though it does not: a form sent twice is answered as once."""
    rows = list(TeamDecision.objects.filter(team=team).order_by("-decided_on", "-pk"))
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.pk not in replaced or row.key == sent]
