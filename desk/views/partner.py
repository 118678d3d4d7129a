"""The home of challenge owners and hosts."""

from django.http import HttpResponse
from django.shortcuts import render

from core.access import Request, guard


@guard("home.partner")
def home(request: Request) -> HttpResponse:
    """The person's own briefs and visits."""
    return render(request, "desk/partner.html")
