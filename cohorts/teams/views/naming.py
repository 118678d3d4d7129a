"""A team chooses its own name, while it may."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.teams import services
from cohorts.teams.models import Team
from cohorts.teams.publishing_forms import OwnNameForm
from cohorts.teams.views.loaders import me, team_at
from core.access import guard
from core.errors import Refused
from core.forms import answer


@guard("team.name", of=team_at, see="team.view")
@require_http_methods(["GET", "HEAD", "POST"])
def name_own_team(request: HttpRequest, team: Team) -> HttpResponse:
    """The team is called what one of its members posted; after the date nothing can be typed."""
    form = OwnNameForm(request.POST or None, initial={"name": team.name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            services.name_own_team(team=team, name=name, by=me(request))
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Your team is called %(name)s.") % {"name": name})
            return redirect("my:team", team.cohort.slug)
    context = {"cohort": team.cohort, "team": team, "is_open": services.may_name_itself(team.cohort)}
    return answer(request, "cohorts/teams/name_own.html", context, form)
