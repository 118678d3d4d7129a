"""The home of participants and mentors."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.results.parts import feedback_url
from challenges.results.queries import results_of
from challenges.verdicts.parts import verdict_address
from cohorts.models import Cohort
from cohorts.programmes.lookups import cohort_at
from cohorts.teams.listing import TeamRow
from core.access import Request, guard
from desk.mentoring import Mentored
from desk.tasks import main_act, tasks
from desk.week import MyWeek
from desk.words import span_words, week_words


@guard("home.my", of=cohort_at)
@require_safe
def week(request: Request, cohort: Cohort) -> HttpResponse:
    """Where the cohort is, and what there is to do this week."""
    mine = MyWeek(cohort, request.user)
    found, mentored = tasks(mine), Mentored(mine)
    result = results_of([cohort]).get(cohort.pk)
    teams = [_team(mine, row) | (mentored.card(row) if row is not mine.own else {}) for row in mine.rows]
    context = {
        "cohort": cohort,
        "number": mine.number,
        "heading": mine.heading,
        "kicker": span_words(mine.week) if mine.week and not mine.is_over else "",
        "summary": mine.week.summary if mine.week and not mine.is_over else _where(mine),
        "ring_words": week_words(cohort, mine.week, mine.today),
        "result": result,
        "feedback_url": feedback_url(cohort, mine.own.team) if result and mine.own else "",
        "verdict_url": verdict_address(mine.own.team) if result and mine.own else "",
        "tasks": found,
        "main": main_act(found),
        "teams": teams,
        "own_teams": [team for team in teams if team["is_own"]],
        "mentored": [team for team in teams if not team["is_own"]],
        "place": mine.place,
        "is_over": mine.is_over,
    }
    return render(request, "desk/week.html", context)


def _where(mine: MyWeek) -> str:
    """What comes, when no week is on."""
    return f"{week_words(mine.cohort, None, mine.today)}."


def _team(mine: MyWeek, row: TeamRow) -> dict[str, Any]:
    line = mine.lines.get(row.team.pk)
    is_own = row is mine.own
    return {
        "name": row.team.name,
        "is_own": is_own,
        "heading": _("%(team)s, your team") % {"team": row.team.name} if is_own else row.team.name,
        "brief": line.brief if line else None,
        "brief_url": reverse("my:brief", args=[mine.cohort.slug, line.brief.key]) if line else "",
        "people": [_person(person, mine.user) for person in row.people],
        "mentors": [_person(mentor, mine.user) for mentor in row.mentors],
    }


def _person(person: Any, user: Any) -> dict[str, str]:
    name = _("%(name)s, you") % {"name": person.user.name} if person.user_id == user.pk else person.user.name
    return {"name": name, "side": person.side, "note": person.organisation.brief_name}
