"""The home of participants and mentors."""

from django.http import HttpResponse
from django.shortcuts import render

from cohorts.models import Cohort
from cohorts.programmes.lookups import cohort_at
from core.access import Request, guard


@guard("home.my", of=cohort_at)
def week(request: Request, cohort: Cohort) -> HttpResponse:
    """Where the cohort is, and what there is to do this week."""
    return render(request, "desk/week.html", {"cohort": cohort})
