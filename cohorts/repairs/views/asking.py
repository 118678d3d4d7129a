"""Asking for ways to mend the teams: what changed, which teams and people stay as they are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from cohorts.repairs import services
from cohorts.repairs.forms import AskForm
from cohorts.repairs.models import OPEN, TeamRepair
from cohorts.repairs.parts import last_mended, left_since, unplaced
from cohorts.repairs.standing import CLOSED, home_of, teams_of
from cohorts.repairs.views.loaders import cohort_at, me, repair_at
from core.access import guard
from core.errors import Refused
from core.forms import answer

# Repairs of one cohort are few; older ones stay in the history of changes.
MOST_LISTED = 20


@guard("teams.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """What changed since the teams were set, and what shall stay; posting it starts the work."""
    repairs = _repairs(cohort)
    held = next((one for one in repairs if one.state in OPEN), None)
    teams = teams_of(cohort)
    rows = Participant.objects.filter(cohort=cohort, pk__in=home_of(teams)).select_related("user")
    initial = {"replaces": held.key if held else ""}
    form = AskForm(request.POST or None, teams=teams, people={row.pk: row for row in rows}, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask_repair(cohort=cohort, by=me(request), key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("organise:repair", cohort.slug, made.key)
    mended = last_mended(cohort)
    context: dict[str, Any] = {
        "cohort": cohort,
        "repairs": repairs,
        "held": held,
        "has_teams": any(team["people"] for team in teams),
        "is_closed": cohort.state in CLOSED,
        "left": left_since(cohort, mended),
        "unplaced": unplaced(cohort),
        "mended": mended,
    }
    return answer(request, "cohorts/repairs/start.html", context, form)


@guard("repair.manage", of=repair_at)
@require_POST
def again(request: HttpRequest, repair: TeamRepair) -> HttpResponse:
    """The same is asked for with the people and teams as they are now; what is gone cannot stay."""
    cohort, teams = repair.cohort, teams_of(repair.cohort)
    numbers, people = {team["number"] for team in teams}, home_of(teams)
    try:
        made = services.ask_repair(
            cohort=cohort,
            frozen=[number for number in repair.frozen_teams if number in numbers],
            stay=[pk for pk in repair.locked if pk in people],
            replaces=repair.key,
            by=me(request),
            key=f"again:{repair.key}",
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("organise:repairs", cohort.slug)
    messages.info(request, _("Ways to mend the teams are worked out anew."))
    return redirect("organise:repair", cohort.slug, made.key)


def _repairs(cohort: Cohort) -> list[TeamRepair]:
    """The latest repairs, newest first, without the people they hold."""
    rows = TeamRepair.objects.filter(cohort=cohort).select_related("asked_by", "ended_by")
    return list(rows.defer("snapshot", "curve", "teams", "locked").order_by("-number")[:MOST_LISTED])
