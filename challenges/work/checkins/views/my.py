"""Check-ins as participants write them and teams and mentors read them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from challenges.work.checkins import services
from challenges.work.checkins.forms import CheckInForm, ReminderForm
from challenges.work.checkins.models import Audience, CheckIn, NoReminder, check_in_rules_of
from challenges.work.checkins.queries import mentors_warnings, own_of, tagged, weeks_of
from challenges.work.checkins.views.lookups import own_team_at, team_at
from challenges.work.checkins.weeks import closes_at, is_open, monday_of, sunday_of, week_at
from challenges.work.checkins.words import Told
from cohorts.models import Participant, Team
from cohorts.programmes.workflow import CohortState
from cohorts.teams.roles import mentored_team_ids
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer

FIELDS = ("mood", "going_well", "stuck", "need", "helper", "heard_mentor", "audience")


@guard("check_in.write", of=own_team_at)
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Request, team: Team) -> HttpResponse:
    """One minute about the present week, to write and to change until it closes."""
    now = zones.now()
    week = week_at(team.cohort, now)
    place = Participant.objects.active().get(membership__team=team, user=request.user)
    own = own_of(place)
    row = next((one for one in own if one.week == week), None)
    form = CheckInForm(request.POST or None, initial=_initial(row, week))
    if request.method == "POST" and form.is_valid():
        try:
            services.save_check_in(team=team, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            if is_open(team.cohort, week, now):
                # What was typed stays, and the same button sends it for the week that is open now.
                form.data = {**request.POST.dict(), "week": str(week)}
        else:
            messages.success(request, _("Thank you. You can change it until the week closes."))
            return redirect("my:check_in", team.cohort.slug)
    return answer(request, "challenges/work/checkins/check_in.html", _context(team, place, own, week), form)


def _initial(row: CheckIn | None, week: int) -> dict[str, Any]:
    if row is None:
        return {"week": week, "audience": Audience.TEAM.value}
    return {"week": week, **{name: getattr(row, name) for name in FIELDS}}


def _context(team: Team, place: Participant, own: list[CheckIn], week: int) -> dict[str, Any]:
    cohort, now, rules = team.cohort, zones.now(), check_in_rules_of(team.cohort)
    is_asked = rules.is_on and cohort.state == CohortState.RUNNING and is_open(cohort, week, now)
    return {
        "cohort": cohort,
        "team": team,
        "week": week,
        "is_asked": is_asked,
        "is_on": rules.is_on,
        "closes_at": closes_at(cohort, week) if is_asked else None,
        "row": next((one for one in own if one.week == week), None),
        "earlier": tagged([one for one in own if one.week != week]),
        "reminds": rules.reminds,
        "is_reminded": not NoReminder.objects.filter(participant=place).exists(),
    }


@guard("check_in.write", of=own_team_at)
@require_POST
def reminder(request: Request, team: Team) -> HttpResponse:
    """The weekly reminder comes, or does not."""
    form = ReminderForm(request.POST)
    wanted = form.is_valid() and form.cleaned_data["wanted"]
    services.set_reminder(team=team, wanted=wanted, by=request.user)
    words = _("You are reminded on Thursdays when you have not answered.") if wanted else _("No more reminders.")
    messages.success(request, words)
    return redirect("my:check_in", team.cohort.slug)


@guard("team.view", of=team_at)
@require_GET
def team_weeks(request: Request, team: Team) -> HttpResponse:
    """What members wrote to their team, week by week: the same for members, mentors and organisers."""
    now = zones.now()
    cohort, rules = team.cohort, check_in_rules_of(team.cohort)
    is_mentor = team.pk in mentored_team_ids(request.user)
    seen = mentors_warnings(team, now) if is_mentor and rules.shows_mentors else []
    weeks = [
        (one.number, monday_of(cohort, one.number), sunday_of(cohort, one.number), tagged(one.check_ins))
        for one in weeks_of(team, now, is_for_team=True)
    ]
    context = {
        "cohort": cohort,
        "team": team,
        "weeks": weeks,
        "is_on": rules.is_on,
        "warnings": [Told(row, "") for row in seen],
        "is_member": team.members.filter(participant__user=request.user).exists(),
    }
    return answer(request, "challenges/work/checkins/team.html", context)
