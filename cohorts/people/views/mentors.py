"""Mentors of a cohort: the list, adding, correcting, ending."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.people import services
from cohorts.people.forms import MentorEditForm, MentorForm
from cohorts.people.listing import NAME, invited_state
from cohorts.people.models import Mentor
from cohorts.people.services.invitations import MENTOR, invitations_of, mentor_invitees
from cohorts.people.services.mentors import ending_effects
from cohorts.people.views.lookups import cohort_at, mentor_at
from cohorts.programmes.models import Cohort
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import only_known, page_of, sort_order

SORTS: dict[str, tuple[str, ...]] = {"name": NAME, "organisation": ("organisation__name", *NAME)}


@guard("people.manage", of=cohort_at)
@require_safe
def mentors(request: Request, cohort: Cohort) -> HttpResponse:
    """Everybody who mentors in the cohort, and who did."""
    only_known(request)
    order = sort_order(request, SORTS, "name")
    page = page_of(
        request, Mentor.objects.filter(cohort=cohort).select_related("user", "organisation").order_by(*order)
    )
    found = invitations_of([mentor.user_id for mentor in page.object_list], cohort, MENTOR)
    rows = [(mentor, invited_state(found.get(mentor.user_id))) for mentor in page.object_list]
    context = {"cohort": cohort, "page": page, "rows": rows, "waiting": mentor_invitees(cohort).count()}
    return render(request, "cohorts/people/mentors.html", context)


@guard("people.manage", of=cohort_at)
def mentor_new(request: Request, cohort: Cohort) -> HttpResponse:
    """Somebody is added who mentors; an invitation is sent apart."""
    form = MentorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mentor = services.add_mentor_person(cohort=cohort, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("%(name)s is a mentor. No message was sent yet.") % {"name": mentor.user.name})
            return redirect("organise:mentors", cohort.slug)
    return answer(request, "cohorts/people/mentor_add.html", {"cohort": cohort}, form)


@guard("mentor.manage", of=mentor_at)
def mentor_edit(request: Request, mentor: Mentor) -> HttpResponse:
    """Where a mentor comes from is put right."""
    initial = {
        "organisation": mentor.organisation.name,
        "sector": mentor.organisation.sector,
        "job_title": mentor.job_title,
    }
    form = MentorEditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_mentor(mentor=mentor, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("organise:mentors", mentor.cohort.slug)
    return answer(request, "cohorts/people/mentor_edit.html", {"cohort": mentor.cohort, "mentor": mentor}, form)


@guard("mentor.manage", of=mentor_at)
def mentor_end(request: Request, mentor: Mentor) -> HttpResponse:
    """What follows is shown first; then the person no longer mentors here."""
    if request.method == "POST":
        services.end_mentor(mentor=mentor, by=request.user)
        messages.success(request, _("%(name)s no longer mentors in this cohort.") % {"name": mentor.user.name})
        return redirect("organise:mentors", mentor.cohort.slug)
    if mentor.left_at is not None:
        messages.info(request, _("%(name)s no longer mentors in this cohort.") % {"name": mentor.user.name})
        return redirect("organise:mentors", mentor.cohort.slug)
    effects = [
        _("They no longer see their teams and no longer get mail for mentors."),
        *ending_effects(mentor),
        _("Their notes stay."),
    ]
    return render(
        request, "cohorts/people/mentor_end.html", {"cohort": mentor.cohort, "mentor": mentor, "effects": effects}
    )
