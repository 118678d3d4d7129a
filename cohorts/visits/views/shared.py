"""Acts that organisers and hosts share: marking attendance, reading needs, the sheet to print."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Visit
from cohorts.visits import services
from cohorts.visits.views.shown import attendance_form
from core.errors import Refused


def save_attendance(request: HttpRequest, visit: Visit) -> None:
    """What was ticked is marked, and a message says how many changed, or why none did."""
    form = attendance_form(request, visit)
    if not form.is_valid():
        words = str(form.errors["pick"][0]) if "pick" in form.errors else _("Choose whether they came.")
        messages.error(request, words)
        return
    try:
        count = services.mark_attendance(visit=visit, marks=form.marks, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
        return
    done = ngettext("%(count)s mark changed.", "%(count)s marks changed.", count) % {"count": count}
    messages.success(request, done)


def needs_page(request: HttpRequest, visit: Visit, *, base: str, back: str) -> HttpResponse:
    """The page that asks first; posting it reads the needs and records the reading (P-05)."""
    context = {"visit": visit, "cohort": visit.cohort, "base": base, "back": back}
    if request.method == "POST":
        needs = services.read_access_needs(visit=visit, by=request.user)  # type: ignore[arg-type]
        return render(request, "cohorts/visits/needs.html", {**context, "needs": needs})
    return render(request, "cohorts/visits/needs_ask.html", context)


def sheet_page(request: HttpRequest, visit: Visit, *, back: str) -> HttpResponse:
    """The visitor list for the door, on A4: names and organisations, nothing else."""
    bookings = visit.bookings.held().with_people()
    context = {"visit": visit, "cohort": visit.cohort, "bookings": bookings, "back": back}
    return render(request, "cohorts/visits/sheet.html", context)
