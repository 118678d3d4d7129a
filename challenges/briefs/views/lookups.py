"""Finding what an address names; children only through their parent (O-01)."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from challenges.briefs.models import Allocation, Brief
from cohorts.models import Cohort, Participant, Team

BRIEFS = ("owner", "cohort__programme")


def cohort_at(request: HttpRequest, cohort: str) -> Cohort:
    """The cohort of the address."""
    return get_object_or_404(Cohort.objects.select_related("programme"), slug=cohort)


def brief_at(request: HttpRequest, cohort: str, key: str, **more: str) -> Brief:
    """The brief of the address, in the cohort of the address."""
    found: Brief = get_object_or_404(Brief.objects.select_related(*BRIEFS), cohort__slug=cohort, key=key)
    return found


def brief_by_key(request: HttpRequest, key: str) -> Brief:
    """The brief of an address that names no cohort."""
    found: Brief = get_object_or_404(Brief.objects.select_related(*BRIEFS), key=key)
    return found


def allocation_at(request: HttpRequest, cohort: str, key: str, **more: str) -> Allocation:
    """The allocation of the address, in the cohort of the address."""
    rows = Allocation.objects.select_related("cohort__programme", "asked_by")
    found: Allocation = get_object_or_404(rows, cohort__slug=cohort, key=key)
    return found


def team_of(request: HttpRequest, cohort: Cohort) -> Team | None:
    """The team in which the person who asks works in this cohort."""
    places = Participant.objects.active().filter(cohort=cohort, user=request.user)
    team: Team | None = (
        Team.objects.filter(cohort=cohort, members__participant__in=places).select_related("cohort").first()
    )
    return team


def own_team_at(request: HttpRequest, cohort: str) -> Team:
    """The own team in the cohort of the address; who has none finds nothing there."""
    team = team_of(request, cohort_at(request, cohort))
    if team is None:
        raise Http404
    return team
