"""The organisers' and the chair's page of sheets that were set aside when a new round began."""

from django.http import HttpResponse
from django.shortcuts import render

from challenges.judging.rounds.queries import old_sheets_of
from challenges.judging.views.organise import day_or_none
from challenges.pitchdays.models import PitchDay
from core.access import Request, can, guard
from core.lists import page_of


@guard("pitchday.lead", of=day_or_none)
def old_sheets(request: Request, day: PitchDay) -> HttpResponse:
    """Who had handed in what before: the values too once the scores of this round are closed (J-01)."""
    rows = old_sheets_of(day)
    context = {
        "cohort": day.cohort,
        "day": day,
        "page": page_of(request, rows),
        "is_closed": day.state in ("SCORES_CLOSED", "CONFIRMED", "PUBLISHED"),
        "runs_it": can(request.user, "pitchday.manage", day),
    }
    return render(request, "challenges/judging/rounds/old_sheets.html", context)
