"""Organisers' table of teams and milestones, to filter, sort and take along."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.work.models import Milestone
from challenges.work.table import STATES, TableRow, filtered_rows, sorted_rows, work_table
from challenges.work.views.lookups import cohort_in_address
from cohorts.models import Cohort
from core import zones
from core.access import Request, guard
from core.forms import SiteForm
from core.lists import choice, only_known, page_of, search_words
from core.spreadsheets.write import csv_response, xlsx_response

OWED = "owed"
SORTS = ("number", "team", OWED)


class WorkFilter(SiteForm):
    """Which teams of the table are shown."""

    q = forms.CharField(label=gettext_lazy("Team"), required=False, max_length=100)
    milestone = forms.ChoiceField(label=gettext_lazy("Milestone"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, milestones: list[Milestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(row.key, row.title) for row in milestones]
        self.fields["milestone"] = forms.ChoiceField(
            label=_("Milestone"), required=False, choices=[("", _("any")), *titles]
        )
        states = [(state, words) for state, (words, _look) in STATES.items()]
        self.fields["state"] = forms.ChoiceField(
            label=_("State"), required=False, choices=[("", _("any")), (OWED, _("Owed")), *states]
        )


@guard("milestones.manage", of=cohort_in_address)
def work(request: Request, cohort: Cohort) -> HttpResponse:
    """Every team with every milestone, a page at a time."""
    milestones, rows = _asked(request, cohort)
    context = {
        "cohort": cohort,
        "milestones": milestones,
        "page": page_of(request, rows, count=len(rows)),
        "filters": WorkFilter(request.GET or None, milestones=milestones),
        "owed": sum(row.owed for row in rows),
    }
    return render(request, "challenges/work/work.html", context)


@guard("milestones.manage", of=cohort_in_address)
def work_csv(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as CSV."""
    headers, rows = _table(request, cohort)
    return csv_response(f"{cohort.slug}-work", headers, rows)


@guard("milestones.manage", of=cohort_in_address)
def work_xlsx(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as a workbook."""
    headers, rows = _table(request, cohort)
    return xlsx_response(f"{cohort.slug}-work.xlsx", _("Work"), headers, rows)


def _asked(request: Request, cohort: Cohort) -> tuple[list[Milestone], list[TableRow]]:
    only_known(request, "milestone", "state")
    milestones = list(Milestone.objects.filter(cohort=cohort).as_listed())
    keys = [row.key for row in milestones]
    sort = request.GET.get("sort", "number")
    if sort.removeprefix("-") not in {*SORTS, *keys}:
        raise BadRequest("unknown sort")
    rows = filtered_rows(
        work_table(cohort, milestones, zones.now()),
        milestone=choice(request, "milestone", keys),
        state=choice(request, "state", [OWED, *STATES]),
        words=search_words(request),
    )
    return milestones, sorted_rows(rows, sort)


def _table(request: Request, cohort: Cohort) -> tuple[list[str], list[list[str]]]:
    milestones, rows = _asked(request, cohort)
    headers = [_("Team"), *(row.title for row in milestones), _("Owed")]
    return headers, [[row.team.name, *(str(cell.words) for cell in row.cells), str(row.owed)] for row in rows]
