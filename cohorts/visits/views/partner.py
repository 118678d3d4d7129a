"""A programme day as its host sees it: who comes, by name and organisation, and nothing else of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cohorts.models import Visit
from cohorts.visits.views.lookups import visit_by_key
from cohorts.visits.views.shared import needs_page, save_attendance, sheet_page
from cohorts.visits.views.shown import visitors_context
from core.access import guard


@guard("visit.receive", of=visit_by_key)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The host's page of the visit."""
    return render(request, "cohorts/visits/partner_visit.html", visitors_context(visit))


@guard("visit.receive", of=visit_by_key)
@require_POST
def attendance(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who came."""
    save_attendance(request, visit)
    return redirect("partner:visit", visit.key)


@guard("visit.receive", of=visit_by_key)
def needs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Access needs, behind a button that is recorded."""
    return needs_page(request, visit, base="bases/partner.html", back=reverse("partner:visit", args=[visit.key]))


@guard("visit.receive", of=visit_by_key)
def sheet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visitor list to print."""
    return sheet_page(request, visit, back=reverse("partner:visit", args=[visit.key]))
