"""The list of people, its downloads, and adding one person."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.people import services
from cohorts.people.filters import FilterForm
from cohorts.people.forms import PersonForm
from cohorts.people.listing import (
    as_table,
    groups_of,
    organisations_of,
    people_of,
    read_asked,
    shown,
    tally,
    with_signs,
)
from cohorts.people.views.lookups import cohort_at
from cohorts.programmes.models import Cohort
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import MAX_PAGE_SIZE, page_of
from core.spreadsheets.write import XLSX_TYPE, csv_response, xlsx_bytes


@guard("people.manage", of=cohort_at)
def people(request: Request, cohort: Cohort) -> HttpResponse:
    """Everybody in the cohort, searched, filtered and sorted."""
    if request.method == "POST":
        return _bulk(request, cohort)
    organisations, groups = organisations_of(cohort), groups_of(cohort)
    asked = read_asked(request, organisations, groups)
    page = page_of(request, with_signs(people_of(cohort, asked, groups)))
    context = {
        "cohort": cohort,
        "page": page,
        "rows": shown(page.object_list, groups),
        "asked": asked,
        "filters": FilterForm(request.GET, organisations=organisations, groups=groups),
        "tally": tally(cohort),
        "has_teams": bool(groups),
        "bulk_actions": [("invite", _("Invite"))],
    }
    return render(request, "cohorts/people/list.html", context)


def _bulk(request: Request, cohort: Cohort) -> HttpResponse:
    """The chosen rows go on to the page that says what will happen; nothing is done here."""
    if request.POST.get("act") != "invite":
        raise BadRequest("unknown action")
    picks = request.POST.getlist("pick")[:MAX_PAGE_SIZE]
    if not picks:
        messages.error(request, _("Choose at least one person first."))
        return redirect("organise:people", cohort.slug)
    query = urlencode([("pick", pick[:12].encode("utf-8", "replace")) for pick in picks])
    return redirect(f"{reverse('organise:people_invite', args=[cohort.slug])}?{query}")


@guard("people.manage", of=cohort_at)
@require_safe
def people_csv(request: Request, cohort: Cohort) -> HttpResponse:
    """The people of the list as it is filtered, as CSV."""
    headings, rows = _table(request, cohort)
    return csv_response(f"people-{cohort.slug}-{len(rows)}.csv", headings, rows)


@guard("people.manage", of=cohort_at)
@require_POST
def people_xlsx(request: Request, cohort: Cohort) -> HttpResponse:
    """The people of the list as it is filtered wait as an Excel file, for one download by whoever asked (O-08)."""
    headings, rows = _table(request, cohort)
    stored = services.store_people(
        cohort=cohort,
        data=xlsx_bytes(_("People"), headings, rows),
        content_type=XLSX_TYPE,
        count=len(rows),
        by=request.user,
    )
    return redirect("export", stored.key)


def _table(request: Request, cohort: Cohort) -> tuple[list[str], list[list[object]]]:
    groups = groups_of(cohort)
    asked = read_asked(request, organisations_of(cohort), groups)
    return as_table(cohort, people_of(cohort, asked, groups), groups)


@guard("people.manage", of=cohort_at)
def person_new(request: Request, cohort: Cohort) -> HttpResponse:
    """One person is added by hand; an invitation is sent apart."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            place = services.add_person(cohort=cohort, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("%(name)s is in. No message was sent yet.") % {"name": place.user.name})
            return redirect("organise:person", cohort.slug, place.key)
    return answer(request, "cohorts/people/add.html", {"cohort": cohort}, form)
