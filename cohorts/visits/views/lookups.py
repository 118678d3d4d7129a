"""Finding what an address names; children only through their parent (O-01)."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.models import Cohort, Participant, Visit
from core.access import ScopedQuerySet


def cohort_at(request: HttpRequest, cohort: str) -> Cohort:
    """The cohort of the address."""
    return get_object_or_404(Cohort.objects.select_related("programme"), slug=cohort)


def _visits() -> ScopedQuerySet:
    return Visit.objects.with_seats().select_related("host", "cohort__programme")


def visit_at(request: HttpRequest, cohort: str, key: str, **children: str) -> Visit:
    """The visit of the address, in the cohort of the address; names of children are left to the view."""
    visit: Visit = get_object_or_404(_visits(), cohort__slug=cohort, key=key)
    return visit


def visit_by_key(request: HttpRequest, key: str) -> Visit:
    """The visit of an address that names no cohort."""
    visit: Visit = get_object_or_404(_visits(), key=key)
    return visit


def place_of(request: HttpRequest, cohort: Cohort) -> Participant | None:
    """The place of the person who asks, while they take part."""
    place: Participant | None = Participant.objects.active().filter(cohort=cohort, user=request.user).first()
    return place
