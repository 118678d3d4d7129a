"""Finding the programme or cohort that an address names."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.programmes.models import Cohort, Programme


def programme_at(request: HttpRequest, slug: str, **children: str) -> Programme:
    """The programme of the address; names of children are left to the view."""
    return get_object_or_404(Programme, slug=slug)


def cohort_at(request: HttpRequest, cohort: str, **children: str) -> Cohort:
    """The cohort of the address; names of children are left to the view."""
    return get_object_or_404(Cohort.objects.select_related("programme"), slug=cohort)
