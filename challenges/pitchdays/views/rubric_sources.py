"""Where a rubric comes from and goes to: ready ones, the programme's, earlier days', files."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.pitchdays import services
from challenges.pitchdays.digest import content_of
from challenges.pitchdays.files import COLUMNS, read_rubric, rows_of
from challenges.pitchdays.forms_rubric import RubricFileForm
from challenges.pitchdays.library import LIBRARY, counted
from challenges.pitchdays.models import PitchDay, RubricTemplate
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.views.day import day_in_address
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known
from core.spreadsheets.write import csv_response, xlsx_response

EARLIER = 10


@dataclass(frozen=True)
class Source:
    """A rubric that this day could start from."""

    key: str
    name: str
    about: str
    criteria: list[dict[str, Any]]

    @property
    def counted(self) -> list[dict[str, Any]]:
        """Its criteria with what each counts of 100."""
        return counted(self.criteria)


def sources_of(day: PitchDay) -> list[Source]:
    """The programme's rubric, those of its earlier days, and those that come with the site."""
    found = []
    template = RubricTemplate.objects.filter(programme=day.cohort.programme).first()
    if template and template.criteria:
        found.append(
            Source("programme", _("The programme’s own"), _number(template.criteria), _whole(template.criteria))
        )
    found += [Source(ready.key, str(ready.name), str(ready.about), ready.criteria()) for ready in LIBRARY]
    days = PitchDay.objects.filter(cohort__programme=day.cohort.programme).exclude(pk=day.pk).select_related("cohort")
    for earlier in days.prefetch_related("criteria__levels").order_by("-starts_at")[:EARLIER]:
        rows = sorted(earlier.criteria.all(), key=lambda row: (row.order, row.pk))
        if rows:
            words = _("As on the pitch day of %(cohort)s") % {"cohort": earlier.cohort.name}
            found.append(Source(f"day-{earlier.key}", words, _number(content_of(rows)), content_of(rows)))
    return found


def _number(criteria: list[dict[str, Any]]) -> str:
    number = len(criteria)
    return ngettext("%(number)s criterion", "%(number)s criteria", number) % {"number": number}


def _whole(criteria: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # Templates kept before reasons could be asked for do not speak of them.
    return [{"reason_at_ends": False} | row for row in criteria]


@guard("pitchday.manage", of=day_in_address)
def rubric_start(request: Request, day: PitchDay) -> HttpResponse:
    """Which rubrics there are to start from, and taking one of them, after a page that says what goes."""
    only_known(request, "take")
    sources = sources_of(day)
    taken = request.GET.get("take", "")
    if not taken:
        context = {"cohort": day.cohort, "day": day, "sources": sources, "is_planned": day.state == "PLANNED"}
        return answer(request, "challenges/pitchdays/rubric_start.html", context, RubricFileForm())
    source = next((source for source in sources if source.key == taken), None)
    if source is None:
        raise Http404
    if request.method == "POST":
        return _replace(request, day, source.criteria, source.name)
    return render(request, "challenges/pitchdays/rubric_take.html", _taking(day, source))


def _taking(day: PitchDay, source: Source) -> dict[str, Any]:
    now = rubric_of(day)
    names = ", ".join(row.name for row in now)
    effects = [
        _("The day has these criteria: %(names)s.") % {"names": ", ".join(row["name"] for row in source.criteria)}
    ]
    if names:
        effects.append(_("What is there now goes: %(names)s.") % {"names": names})
    effects.append(_("Nothing else changes: running order, panel and conflicts stay."))
    return {"cohort": day.cohort, "source": source, "effects": effects}


def _replace(request: Request, day: PitchDay, criteria: list[dict[str, Any]], source: str) -> HttpResponse:
    try:
        services.replace_rubric(pitch_day=day, criteria=criteria, source=source, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The rubric is replaced. Change it as you like until scoring opens."))
    return redirect("organise:pitch_rubric", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def rubric_read(request: Request, day: PitchDay) -> HttpResponse:
    """Takes the rubric of a file: everything in it or, with the line that is wrong, nothing."""
    form = RubricFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            criteria = read_rubric(upload.read(), upload.name)
            services.replace_rubric(pitch_day=day, criteria=criteria, source=upload.name[:60], by=request.user)
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, _("The rubric is the file’s. Change it as you like until scoring opens."))
            return redirect("organise:pitch_rubric", day.cohort.slug)
    context = {
        "cohort": day.cohort,
        "day": day,
        "sources": sources_of(day),
        "is_planned": day.state == "PLANNED",
        "columns": COLUMNS,
    }
    return answer(request, "challenges/pitchdays/rubric_start.html", context, form)


@guard("pitchday.manage", of=day_in_address)
def rubric_file(request: Request, day: PitchDay) -> HttpResponse:
    """The rubric as a spreadsheet, one line a level."""
    only_known(request, "format")
    kind = choice(request, "format", ("csv", "xlsx"), "csv")
    rows = rows_of(content_of(rubric_of(day)))
    name = f"rubric-{day.cohort.slug}"
    if kind == "xlsx":
        return xlsx_response(f"{name}.xlsx", "Rubric", COLUMNS, rows)
    return csv_response(f"{name}.csv", COLUMNS, rows)
