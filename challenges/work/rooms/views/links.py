"""The links that a team keeps: added, put in order, removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from challenges.work.rooms import services
from challenges.work.rooms.forms import LinkForm
from challenges.work.rooms.models import TeamLink
from challenges.work.rooms.views.lookups import link_in_address, team_in_address
from cohorts.models import Team
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


def _back(team: Team) -> HttpResponse:
    return redirect("my:room", team.cohort.slug, team.key)


@guard("room.write", of=team_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def link_new(request: Request, team: Team) -> HttpResponse:
    """One more address stands in the room."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_link(team=team, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The link is added."))
            return _back(team)
    return answer(request, "challenges/work/rooms/link_new.html", {"cohort": team.cohort, "team": team}, form)


@guard("team_link.change", of=link_in_address)
@require_POST
def link_place(request: Request, link: TeamLink) -> HttpResponse:
    """The link stands at the place that the button says."""
    to = request.POST.get("to", "")
    if to.isdecimal() and len(to) < 4:
        services.place_link(link=link, to=int(to), by=request.user)
    return _back(link.team)


@guard("team_link.change", of=link_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def link_remove(request: Request, link: TeamLink) -> HttpResponse:
    """Asks first; then the link is gone."""
    if request.method == "POST":
        services.remove_link(link=link, by=request.user)
        messages.success(request, _("The link is removed."))
        return _back(link.team)
    context = {"cohort": link.cohort, "team": link.team, "link": link}
    return answer(request, "challenges/work/rooms/link_remove.html", context)
