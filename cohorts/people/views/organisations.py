"""Organisations that a cohort's people come from: the list, one of them, correcting, merging."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.people import services
from cohorts.people.forms.organisations import BodyFilterForm, BodyForm, IntoForm, ReasonForm, SectorForm
from cohorts.people.models import Mentor, Participant
from cohorts.people.queries import bodies_in, turns_of, with_numbers
from cohorts.people.services.organisations import merging_effects, needs_reason, turning_effects
from cohorts.people.views.lookups import cohort_at
from cohorts.programmes.models import Cohort
from core.access import Request, guard
from core.audit.timeline import timeline
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known, page_of, search_words, sort_order
from core.models import Organisation, Sector

SORTS = {"name": ("name", "pk"), "sector": ("sector", "name", "pk"), "people": ("people", "name", "pk")}
PEOPLE = ("user__last_name", "user__first_name", "pk")
safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


def body_at(request: HttpRequest, cohort: str, key: str) -> Cohort:
    """The cohort of the address with the organisation asked for: one of its people's; administrators find all."""
    here: Cohort = cohort_at(request, cohort=cohort)
    bodies = bodies_in(None if _sees_all(request) else here)
    here.body_asked = get_object_or_404(bodies, key=key)  # type: ignore[attr-defined]
    return here


def _sees_all(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


def _asked(cohort: Cohort) -> Organisation:
    found: Organisation = cohort.body_asked  # type: ignore[attr-defined]
    return found


def _home(cohort: Cohort, body: Organisation) -> HttpResponse:
    return redirect("organise:organisation", cohort.slug, body.key)


@guard("people.manage", of=cohort_at)
@require_safe
def organisations(request: Request, cohort: Cohort) -> HttpResponse:
    """The organisations of the cohort's people with how many come from each; administrators may ask for all."""
    only_known(request, "sector", "of")
    of_all = choice(request, "of", ["all"] if _sees_all(request) else [])
    sector = choice(request, "sector", Sector.values)
    bodies = bodies_in(None if of_all else cohort)
    for word in search_words(request).split():
        bodies = bodies.filter(Q(name__icontains=word) | Q(short_name__icontains=word) | Q(group__icontains=word))
    if sector:
        bodies = bodies.filter(sector=sector)
    page = page_of(request, with_numbers(bodies, cohort).order_by(*sort_order(request, SORTS, "name")))
    filters = BodyFilterForm(request.GET, sees_all=_sees_all(request))
    return render(request, "cohorts/people/organisations.html", {"cohort": cohort, "page": page, "filters": filters})


@guard("people.manage", of=body_at)
@require_safe
def organisation(request: Request, cohort: Cohort) -> HttpResponse:
    """One organisation: what it is, who of this cohort comes from it, what changed."""
    body = _asked(cohort)
    context = {
        "cohort": cohort,
        "body": body,
        "side": cohort.side_of(body.sector),
        "places": _rows(Participant, cohort, body),
        "mentors": _rows(Mentor, cohort, body),
        "history": timeline(subject=body, limit=8),
    }
    return render(request, "cohorts/people/organisation.html", context)


def _rows(model: type[Participant] | type[Mentor], cohort: Cohort, body: Organisation) -> Any:
    rows = model._base_manager.filter(cohort=cohort, organisation=body)
    return rows.select_related("user").order_by(*PEOPLE)


@guard("people.manage", of=body_at)
@safe_or_post
def edit(request: Request, cohort: Cohort) -> HttpResponse:
    """What the organisation is called."""
    body = _asked(cohort)
    initial = {name: getattr(body, name) for name in ("name", "short_name", "group")}
    form = BodyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_organisation(organisation=body, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Saved."))
            return _home(cohort, body)
    return answer(request, "cohorts/people/organisation_edit.html", {"cohort": cohort, "body": body}, form)


@guard("people.manage", of=body_at)
@safe_or_post
def sector(request: Request, cohort: Cohort) -> HttpResponse:
    """First the sector; then, with ?to=, whose side changes; posting that does it."""
    body = _asked(cohort)
    # A post that comes twice still names the sector that it has set.
    now = "" if request.method == "POST" else body.sector
    asked = SectorForm(request.GET if "to" in request.GET else None, now=now)
    context: dict[str, Any] = {"cohort": cohort, "body": body}
    if not (asked.is_bound and asked.is_valid()):
        return answer(request, "cohorts/people/organisation_sector.html", context, asked)
    to = asked.cleaned_data["to"]
    turns = turns_of(body, to)
    form = _reason_form(request, body.sector, is_needed=needs_reason(turns))
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_sector(organisation=body, sector=to, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The sector is put right."))
            return _home(cohort, body)
    words = {"body": body.name, "before": Sector(body.sector).label, "after": Sector(to).label}
    context |= {
        "heading": _("%(body)s: %(after)s instead of %(before)s?") % words,
        "effects": turning_effects(turns),
        "submit": _("Put the sector right"),
        "back": reverse("organise:organisation_sector", args=[cohort.slug, body.key]),
        "undo": _("It can be put back the same way."),
    }
    return answer(request, "cohorts/people/organisation_confirm.html", context, form)


def _reason_form(request: Request, before: str, *, is_needed: bool) -> ReasonForm:
    sent = request.POST if request.method == "POST" else None
    return ReasonForm(sent, is_needed=is_needed, initial={"before": before})


@guard("people.manage", of=body_at)
@safe_or_post
def merge(request: Request, cohort: Cohort) -> HttpResponse:
    """First what it is the same as; then, with ?into=, what follows; posting that makes the two one."""
    body = _asked(cohort)
    others = bodies_in(None if _sees_all(request) else cohort).exclude(pk=body.pk).order_by("name", "pk")
    asked = IntoForm(request.GET if "into" in request.GET else None, others=others)
    context: dict[str, Any] = {"cohort": cohort, "body": body}
    if not (asked.is_bound and asked.is_valid()):
        return answer(request, "cohorts/people/organisation_merge.html", context, asked)
    into = asked.cleaned_data["into"]
    form = _reason_form(request, into.sector, is_needed=needs_reason(turns_of(body, into.sector)))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.merge_organisations(organisation=body, into=into, reason=reason, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The two are one: %(name)s.") % {"name": into.name})
            return _home(cohort, into)
    context |= {
        "heading": _("Make “%(name)s” one with “%(into)s”?") % {"name": body.name, "into": into.name},
        "effects": merging_effects(body, into),
        "submit": _("Merge the two"),
        "back": reverse("organise:organisation_merge", args=[cohort.slug, body.key]),
        "danger": True,
    }
    return answer(request, "cohorts/people/organisation_confirm.html", context, form)
