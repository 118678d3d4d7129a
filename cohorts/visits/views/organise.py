"""Programme days as their organisers see them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cohorts.messages.services import preview_mail
from cohorts.models import Cohort, Visit
from cohorts.visits import services
from cohorts.visits.forms import CancelForm, HostForm, VisitForm, visit_initial
from cohorts.visits.letters import people_to_tell, visit_facts
from cohorts.visits.views.lookups import cohort_at, visit_at
from cohorts.visits.views.shared import needs_page, save_attendance, sheet_page
from cohorts.visits.views.shown import status_of, visitors_context
from core import zones
from core.access import guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lists import only_known, page_of, sort_order
from core.spreadsheets.write import csv_response

SORTS = {"when": ("starts_at", "pk"), "title": ("title", "pk"), "seats": ("taken", "pk")}
COLUMNS = (gettext_lazy("Name"), gettext_lazy("Organisation"), gettext_lazy("Side"), gettext_lazy("Attendance"))


def _home(visit: Visit) -> HttpResponse:
    return redirect("organise:visit", visit.cohort.slug, visit.key)


@guard("visits.manage", of=cohort_at)
def visits(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Every visit of the cohort with its seats and attendance."""
    only_known(request)
    rows = Visit.objects.with_seats().filter(cohort=cohort).order_by(*sort_order(request, SORTS, "when"))
    page = page_of(request, rows)
    for visit in page:
        visit.cohort = cohort
        visit.status = status_of(visit)
    return render(request, "cohorts/visits/list.html", {"cohort": cohort, "page": page})


@guard("visits.manage", of=cohort_at)
def new(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A new visit."""
    form = VisitForm(request.POST if request.method == "POST" else None, zone=cohort.zone)
    if request.method == "POST" and form.is_valid():
        try:
            visit = services.create_visit(cohort=cohort, by=request.user, key=form.key, **form.plan)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The visit is saved. Open it for booking when everything is right."))
            return _home(visit)
    return answer(request, "cohorts/visits/edit.html", {"cohort": cohort}, form)


@guard("visit.manage", of=visit_at)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One visit: who comes, who receives them, what is there to do."""
    return _page(request, visit)


def _page(request: HttpRequest, visit: Visit, host_form: HostForm | None = None) -> HttpResponse:
    context = {
        **visitors_context(visit),
        "can_seat": visit.is_published and not visit.is_cancelled and not visit.has_begun(zones.now()),
        "hosts": list(visit.hosts.select_related("user").order_by("pk")),
        "host_form": host_form or HostForm(),
        "history": timeline(subject=visit, limit=8),
    }
    return answer(request, "cohorts/visits/visit.html", context, host_form)


@guard("visit.manage", of=visit_at)
def edit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visit's facts; those who booked are told when time or place change."""
    form = VisitForm(
        request.POST if request.method == "POST" else None, zone=visit.cohort.zone, initial=visit_initial(visit)
    )
    told = people_to_tell(visit) if visit.is_published else []
    if request.method == "POST" and form.is_valid() and form.may_tell(len(told) if form.moves(visit) else 0):
        try:
            services.edit_visit(visit=visit, by=request.user, **form.plan)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The visit is saved."))
            return _home(visit)
    return answer(request, "cohorts/visits/edit.html", {"cohort": visit.cohort, "visit": visit, "told": told}, form)


@guard("visit.manage", of=visit_at)
@require_POST
def open_booking(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Participants can book from now on."""
    try:
        services.open_booking(visit=visit, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The visit is open: participants see it and can book a seat."))
    return _home(visit)


@guard("visit.manage", of=visit_at)
def cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What cancelling does and to whom, then the act itself."""
    form = CancelForm(request.POST if request.method == "POST" else None)
    told = people_to_tell(visit, and_waiting=True) if visit.is_published else []
    form.ask_number(len(told))
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_visit(visit=visit, by=request.user, **form.values)  # type: ignore[arg-type]
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("The visit is cancelled. Those who booked are told by e-mail."))
        return _home(visit)
    facts = visit_facts(visit, reason=_("(your reason)"))
    preview = preview_mail(cohort=visit.cohort, kind="visits.cancelled", to=told, facts=facts) if told else None
    effects = [_("Nobody can book any more."), _("Access needs that were given are erased now.")]
    context = {"cohort": visit.cohort, "visit": visit, "preview": preview, "effects": effects}
    return answer(request, "cohorts/visits/cancel.html", context, form)


@guard("visit.manage", of=visit_at)
@require_POST
def host_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody else receives the visit."""
    form = HostForm(request.POST)
    if form.is_valid():
        try:
            host = services.add_host(visit=visit, by=request.user, **form.values)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("%(name)s receives this visit.") % {"name": host.user.name})
            return _home(visit)
    return _page(request, visit, form)


@guard("visit.manage", of=visit_at)
@require_POST
def host_remove(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody no longer receives the visit."""
    host = visit.hosts.select_related("user").filter(user__key=request.POST.get("person", "")).first()
    if host is None:
        raise Http404
    services.remove_host(visit=visit, user=host.user, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("%(name)s no longer receives this visit.") % {"name": host.user.name})
    return _home(visit)


@guard("visit.manage", of=visit_at)
@require_POST
def attendance(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who came."""
    save_attendance(request, visit)
    return _home(visit)


@guard("visit.manage", of=visit_at)
def needs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Access needs, behind a button that is recorded."""
    back = reverse("organise:visit", args=[visit.cohort.slug, visit.key])
    return needs_page(request, visit, base="bases/organise.html", back=back)


@guard("visit.manage", of=visit_at)
def sheet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visitor list to print."""
    return sheet_page(request, visit, back=reverse("organise:visit", args=[visit.cohort.slug, visit.key]))


@guard("visit.manage", of=visit_at)
def visitors_csv(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visitor list as CSV: names, organisations, sides, attendance; never needs (F-13)."""
    rows = [
        (
            str(booking.participant),
            booking.participant.organisation.name,
            booking.participant.get_side_display(),
            booking.get_attendance_display(),
        )
        for booking in visit.bookings.held().with_people()
    ]
    name = f"visitors-{slugify(visit.title) or visit.key}.csv"
    return csv_response(name, [str(column) for column in COLUMNS], rows)
