"""The list of people, its downloads, and adding one person."""

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
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
    lines,
    organisations_of,
    people_of,
    read_asked,
    shown,
    tally,
)
from cohorts.people.models import Participant
from cohorts.people.views.lookups import cohort_at
from cohorts.programmes.models import Cohort
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import MAX_PAGE_SIZE, page_of
from core.spreadsheets.write import XLSX_TYPE, csv_response, xlsx_bytes

# A workbook of more rows is made in the background.
AT_ONCE = 300


@guard("people.manage", of=cohort_at)
def people(request: Request, cohort: Cohort) -> HttpResponse:
    """Everybody in the cohort, searched, filtered and sorted."""
    if request.method == "POST":
        return _bulk(request, cohort)
    organisations, groups = organisations_of(cohort), groups_of(cohort)
    asked = read_asked(request, organisations, groups)
    counted = tally(cohort)
    page = page_of(request, people_of(cohort, asked), count=None if asked.is_narrowed else counted["all"])
    context = {
        "cohort": cohort,
        "page": page,
        "rows": shown(lines(cast("QuerySet[Participant]", page.object_list), asked.order, cohort), cohort),
        "asked": asked,
        "filters": FilterForm(request.GET, organisations=organisations, groups=groups),
        "tally": counted,
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
    headings, rows = as_table(cohort, _asked_for(request, cohort))
    return csv_response(f"people-{cohort.slug}-{len(rows)}.csv", headings, rows)


@guard("people.manage", of=cohort_at)
@require_POST
def people_xlsx(request: Request, cohort: Cohort) -> HttpResponse:
    """The people of the list as it is filtered wait as an Excel file, for one download by whoever asked (O-08)."""
    places = _asked_for(request, cohort)
    count = places.count()
    if count > AT_ONCE:
        ids = list(places.values_list("pk", flat=True))
        stored = services.promise_people(cohort=cohort, places=ids, content_type=XLSX_TYPE, by=request.user)
        return redirect("export", stored.key)
    headings, rows = as_table(cohort, places)
    stored = services.store_people(
        cohort=cohort,
        data=xlsx_bytes(_("People"), headings, rows),
        content_type=XLSX_TYPE,
        count=count,
        by=request.user,
    )
    return redirect("export", stored.key)


def _asked_for(request: Request, cohort: Cohort) -> "QuerySet[Participant]":
    return people_of(cohort, read_asked(request, organisations_of(cohort), groups_of(cohort)))


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
