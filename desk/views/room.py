"""A team's room, and the ways to it: straight there, a choice of teams, or when teams are formed."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.briefs.models import BriefOwner
from challenges.work.queries import teams_followed
from cohorts.models import Cohort, Team
from cohorts.programmes.lookups import cohort_at
from cohorts.teams.roles import mentored_team_ids, own_team_ids
from core.access import Request, fact, found, guard
from desk.belongings import joined
from desk.room import Room
from desk.room_lines import lines_of, waits_of


@guard("account.use")
@require_safe
def my_team(request: Request) -> HttpResponse:
    """The room of the person's team; of several a choice, of none when teams are formed."""
    user = request.user
    mine = fact(user, "teams.own", own_team_ids) | fact(user, "teams.mentored", mentored_team_ids)
    rows = Team.objects.filter(pk__in=mine).select_related("cohort")
    return _to_room(request, list(rows.order_by("-cohort__starts_on", "number")), joined(user))


@guard("home.my", of=cohort_at)
@require_safe
def rooms(request: Request, cohort: Cohort) -> HttpResponse:
    """The same of one cohort."""
    return _to_room(request, teams_followed(cohort, request.user), [cohort])


def _to_room(request: Request, teams: Sequence[Team], cohorts: Sequence[Cohort]) -> HttpResponse:
    if len(teams) == 1:
        return redirect("my:room", teams[0].cohort.slug, teams[0].key)
    own = fact(request.user, "teams.own", own_team_ids)
    listed = [
        {
            "name": team.name,
            "url": reverse("my:room", args=[team.cohort.slug, team.key]),
            "note": f"{team.cohort.name}, {_('your team')}" if team.pk in own else team.cohort.name,
        }
        for team in teams
    ]
    return render(request, "desk/rooms.html", {"teams": listed, "cohorts": cohorts})


team_at = found(Team, "cohort__programme", cohort="cohort__slug", key="key")


@guard("room.view", of=team_at)
@require_safe
def room(request: Request, team: Team) -> HttpResponse:
    """Who is who, what is due, what waits, and what the team keeps."""
    room = Room(team, request.user)
    brief = room.brief
    owners = BriefOwner.objects.filter(brief=brief).select_related("user").order_by("pk") if brief else []
    context = {
        "cohort": room.cohort,
        "team": team,
        "room": room,
        "waits": waits_of(room),
        "lines": lines_of(room),
        "brief": brief,
        "owners": list(owners),
    }
    return render(request, "desk/room.html", context)
