"""Who has handed in: the organisers' page during scoring, without a single score."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from challenges.judging.models import Reopening
from challenges.judging.sheets import Row, Sheets, names_of, sheets_of
from challenges.judging.workflow import ReopeningState
from challenges.pitchdays.models import PitchDay
from core.access import Request, can, guard
from core.lists import choice, only_known, page_of

VIEWS = ("teams", "judges")


def day_or_none(request: HttpRequest, cohort: str) -> PitchDay:
    """The cohort's pitch day."""
    day = PitchDay.objects.filter(cohort__slug=cohort).select_related("cohort__programme").first()
    if day is None:
        raise Http404
    return day


@guard("pitchday.lead", of=day_or_none)
def scores(request: Request, day: PitchDay) -> HttpResponse:
    """Teams, or judges, with who has handed in, begun, not begun, or is kept out by a conflict; a page at a time."""
    only_known(request, "by", "show")
    by, show = choice(request, "by", VIEWS, "teams"), choice(request, "show", ["open"])
    sheets, runs_it = sheets_of(day), can(request.user, "pitchday.manage", day)
    page = page_of(request, _listed(sheets, by, is_narrowed=bool(show)))
    make: Any = sheets.team_row if by == "teams" else sheets.judge_row
    context = {
        "cohort": day.cohort,
        "day": day,
        "page": page,
        "rows": [_shown(make(one)) for one in page],
        "by": by,
        "show": show,
        "wanted": sum(sheets.wanted[0].values()),
        "done": sum(sheets.done[0].values()),
        "runs_it": runs_it,
        # Whoever runs the day may agree to what the chair asks for (J-04).
        "asked": Reopening.objects.filter(pitch_day=day, state=ReopeningState.ASKED) if runs_it else [],
    }
    return render(request, "challenges/judging/scores.html", context)


def _listed(sheets: Sheets, by: str, *, is_narrowed: bool) -> list[Any]:
    if by == "teams":
        return sheets.open_slots() if is_narrowed else sheets.plan.slots
    return sheets.open_seats() if is_narrowed else sheets.plan.seats


def _shown(row: Row) -> dict[str, Any]:
    """The row as it is read: few names, and how many more there are."""
    return {
        "name": row.name,
        "done": row.done,
        "wanted": row.wanted,
        "paper": row.paper,
        "cells": [names_of(names) for names in (row.begun, row.missing, row.barred)],
    }
