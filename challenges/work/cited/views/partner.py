"""A host's page of what teams used of the day."""

from django.http import HttpResponse
from django.shortcuts import render

from challenges.work.cited.tally import Told, told_to_hosts
from cohorts.models import Visit
from cohorts.visits.views.lookups import visit_by_key
from core.access import Request, guard


@guard("visit.hear", of=visit_by_key)
def used(request: Request, visit: Visit) -> HttpResponse:
    """How many teams cite the day, and what they let its hosts read."""
    told = told_to_hosts([visit]).get(visit.pk, Told(0, []))
    context = {"cohort": visit.cohort, "visit": visit, "told": told}
    return render(request, "challenges/work/cited/used.html", context)
