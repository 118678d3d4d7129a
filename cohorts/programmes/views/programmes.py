"""Programmes as their organisers see them: the list, one programme, its weeks and staff."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.programmes import services
from cohorts.programmes.forms import ProgrammeForm, StaffForm, WeeksForm
from cohorts.programmes.lookups import programme_at
from cohorts.programmes.models import Cohort, Programme, ProgrammeStaff
from cohorts.programmes.shown import state_tag, week_words
from core import zones
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lists import only_known, page_of, sort_order
from core.wiring import wired

SORTS = {"name": ("name", "pk"), "cohorts": ("cohort_count", "name", "pk")}


def _home(programme: Programme) -> HttpResponse:
    return redirect("organise:programme", programme.slug)


@guard("programme.create")
def programmes(request: Request) -> HttpResponse:
    """Every programme that the person runs."""
    only_known(request)
    running = Count("staff", filter=Q(staff__ended_at=None), distinct=True)
    rows = Programme.objects.visible_to(request.user).annotate(
        cohort_count=Count("cohorts", distinct=True), staff_count=running
    )
    page = page_of(request, rows.order_by(*sort_order(request, SORTS, "name")))
    return render(request, "cohorts/programmes/list.html", {"page": page})


@guard("programme.create")
def new(request: Request) -> HttpResponse:
    """A new programme."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            programme = services.create_programme(by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(
                request, _("The programme is there, with its twelve weeks. Look through them, then start a cohort.")
            )
            return _home(programme)
    return answer(request, "cohorts/programmes/new.html", {}, form)


@guard("programme.view", of=programme_at)
def programme(request: Request, programme: Programme) -> HttpResponse:
    """One programme: its cohorts, weeks, organisers, and what new cohorts start with."""
    return _page(request, programme)


def _page(request: Request, programme: Programme, staff_form: StaffForm | None = None) -> HttpResponse:
    cohorts = Cohort.objects.filter(programme=programme).order_by("-starts_on", "-pk")
    today = zones.now()
    context = {
        "programme": programme,
        "cohorts": [(cohort, state_tag(cohort), week_words(cohort, today)) for cohort in cohorts],
        "weeks": programme.weeks.order_by("number"),
        "staff": programme.staff.filter(ended_at=None).select_related("user").order_by("granted_at", "pk"),
        "staff_form": staff_form or StaffForm(),
        "parts": [row for part in wired("PROGRAMME_PARTS") for row in part(programme)],
        "history": timeline(subject=programme, limit=8),
    }
    return answer(request, "cohorts/programmes/programme.html", context, staff_form)


@guard("programme.manage", of=programme_at)
def edit(request: Request, programme: Programme) -> HttpResponse:
    """What the programme says of itself."""
    now = {name: getattr(programme, name) for name in ("name", "summary", "sponsor")}
    form = ProgrammeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_programme(programme=programme, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The programme is saved."))
            return _home(programme)
    return answer(request, "cohorts/programmes/edit.html", {"programme": programme}, form)


@guard("programme.manage", of=programme_at)
def weeks(request: Request, programme: Programme) -> HttpResponse:
    """The themes of the twelve weeks, for cohorts that start from now on."""
    form = WeeksForm(request.POST or None, weeks=programme.weeks.order_by("number"))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_weeks(programme=programme, weeks=form.plans, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The weeks are saved. Cohorts that exist keep theirs."))
            return _home(programme)
    return answer(request, "cohorts/programmes/weeks.html", {"programme": programme}, form)


@guard("programme.manage", of=programme_at)
def staff_add(request: Request, programme: Programme) -> HttpResponse:
    """Another organiser."""
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.add_staff(programme=programme, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("%(name)s gets a letter.") % {"name": row.user})
            return _home(programme)
    return answer(request, "cohorts/programmes/staff_add.html", {"programme": programme}, form)


@guard("programme.manage", of=programme_at)
def staff_end(request: Request, programme: Programme) -> HttpResponse:
    """Asks, then ends, the role of the organiser that ?person= names."""
    rows = ProgrammeStaff.objects.filter(programme=programme, ended_at=None).select_related("user")
    row = rows.filter(user__key=request.GET.get("person", "").replace("\0", "")).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            services.end_staff(staff=row, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("%(name)s no longer runs the programme.") % {"name": row.user})
            if row.user == request.user:
                return redirect("organise:programmes")
        return _home(programme)
    return render(request, "cohorts/programmes/staff_end.html", {"programme": programme, "row": row})
