"""Organisers' table of feedback, to filter, sort and take along."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.work.feedback.table import WAITING, WITHOUT, FeedbackRow, feedback_table, filtered, ordered
from challenges.work.models import Milestone
from challenges.work.views.lookups import cohort_in_address
from cohorts.models import Cohort
from core.access import Request, guard
from core.forms import SiteForm
from core.lists import choice, only_known, page_of, search_words
from core.spreadsheets.write import csv_response
from core.templatetags.moments import day

SORTS = ("number", "team", "given", "waiting")


class FeedbackFilter(SiteForm):
    """Which teams of the table are shown."""

    q = forms.CharField(label=gettext_lazy("Team"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("any")),
            (WAITING, gettext_lazy("Waits for feedback")),
            (WITHOUT, gettext_lazy("Has work without feedback")),
        ],
    )


@guard("milestones.manage", of=cohort_in_address)
def teams(request: Request, cohort: Cohort) -> HttpResponse:
    """Every team with every milestone whose work organisers see, a page at a time."""
    milestones, rows = _asked(request, cohort)
    context = {
        "cohort": cohort,
        "milestones": milestones,
        "page": page_of(request, rows, count=len(rows)),
        "filters": FeedbackFilter(request.GET or None),
        "asked": sum(row.asked for row in rows),
        "since": min((row.since for row in rows if row.since), default=None),
    }
    return render(request, "challenges/work/feedback/teams.html", context)


@guard("milestones.manage", of=cohort_in_address)
def teams_csv(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as CSV: a line for each piece of work."""
    headers = [_("Team"), _("Milestone"), _("Comments"), _("Open"), _("People"), _("Requests"), _("Waiting since")]
    headers += [_("Marks in"), _("Marks asked for")]
    _milestones, rows = _asked(request, cohort)
    lines: list[list[Any]] = [
        [row.team.name, cell.milestone.title, cell.comments, cell.open, len(cell.people), cell.asked]
        + [day(cell.since, cohort), cell.sheets_in, cell.sheets]
        for row in rows
        for cell in row.cells
        if cell.key
    ]
    return csv_response(f"{cohort.slug}-feedback", headers, lines)


def _asked(request: Request, cohort: Cohort) -> tuple[list[Milestone], list[FeedbackRow]]:
    only_known(request, "state")
    sort = request.GET.get("sort", "number")
    if sort.removeprefix("-") not in SORTS:
        raise BadRequest("unknown sort")
    milestones = list(Milestone.objects.filter(cohort=cohort, is_for_organisers=True).as_listed())
    state = choice(request, "state", [WAITING, WITHOUT])
    rows = filtered(feedback_table(cohort, milestones), state=state, words=search_words(request))
    return milestones, ordered(rows, sort)
