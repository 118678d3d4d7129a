"""Organisers' pages that show every room of a cohort: today, the calendar, all changes."""

from django.http import HttpResponse
from django.shortcuts import render

from cohorts.models import Cohort
from cohorts.programmes.lookups import cohort_at
from core.access import Request, guard


@guard("home.organise", of=cohort_at)
def today(request: Request, cohort: Cohort) -> HttpResponse:
    """What needs a decision, what is late, who waits, what happens this week."""
    return render(request, "desk/today.html", {"cohort": cohort})


@guard("home.organise", of=cohort_at)
def calendar(request: Request, cohort: Cohort) -> HttpResponse:
    """The twelve weeks with everything dated."""
    return render(request, "desk/calendar.html", {"cohort": cohort})


@guard("home.organise", of=cohort_at)
def changes(request: Request, cohort: Cohort) -> HttpResponse:
    """Everything that changed in the cohort, newest first."""
    return render(request, "desk/changes.html", {"cohort": cohort})
