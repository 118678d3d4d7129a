"""Moving people between published teams, and a participant's own team."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from cohorts.teams import services
from cohorts.teams.forms import MoveMemberForm
from cohorts.teams.listing import parts_of, rows_of
from cohorts.teams.models import Team
from cohorts.teams.roles import mentored_team_ids, own_team_ids
from cohorts.teams.views.loaders import cohort_at, me
from cohorts.teams.why import why_of
from core.access import fact, found, guard
from core.errors import Refused
from core.forms import answer

participant_at = found(Participant, "cohort__programme", "user", "organisation", cohort="cohort__slug", key="key")


@guard("participant.manage", of=participant_at)
@require_http_methods(["GET", "HEAD", "POST"])
def move_member(request: HttpRequest, participant: Participant) -> HttpResponse:
    """First the team and the reason; then, with ?to=, exactly what will happen; posting that does it."""
    cohort, here = participant.cohort, services.team_of(participant)
    sent = request.POST or (request.GET if "to" in request.GET else None)
    elsewhere = Team.objects.filter(cohort=cohort).exclude(pk__in=[here.pk] if here else [])
    form = MoveMemberForm(sent, teams=elsewhere.select_related("cohort").order_by("number"))
    context: dict[str, Any] = {"cohort": cohort, "person": participant, "here": here}
    if form.is_bound and form.is_valid():
        to_team, note = form.cleaned_data["to"], form.cleaned_data["note"]
        if request.method == "POST":
            try:
                services.move_member(participant=participant, to_team=to_team, by=me(request), note=note)
            except Refused as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, services.moved_words(participant, here, to_team))
                return redirect("organise:team", cohort.slug, to_team.key)
        else:
            context |= {"to": to_team, "note": note, "planned": services.preview_move(participant, here, to_team)}
            return render(request, "cohorts/teams/move_confirm.html", context)
    return answer(request, "cohorts/teams/move.html", context, form)


@guard("home.my", of=cohort_at)
@require_GET
def my_team(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Somebody's own team, or the teams that they mentor; before publication, that there are none yet."""
    user = request.user
    mine = fact(user, "teams.own", own_team_ids) | fact(user, "teams.mentored", mentored_team_ids)
    teams = Team.objects.filter(cohort=cohort, pk__in=mine).select_related("cohort")
    rows = rows_of(teams.order_by("number"))
    reasons = why_of(cohort, rows) if rows else {}
    own = fact(user, "teams.own", own_team_ids) if services.may_name_itself(cohort) else frozenset()
    shown = [(row, parts_of(row.team, "my"), reasons.get(row.team.pk), row.team.pk in own) for row in rows]
    return render(request, "cohorts/teams/my_team.html", {"cohort": cohort, "rows": rows, "shown": shown})
