"""Importing people: the file, its columns, what every line will do, the result."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.people import services
from cohorts.people.engine import IGNORE, Guess, Reading, guess_columns
from cohorts.people.forms import ColumnsForm, ConfirmForm, SameForm, UploadForm
from cohorts.people.models import ImportState, PeopleImport
from cohorts.people.preview import Step, lines_of, outcomes_of, remarks_of, steps_of
from cohorts.people.services.importing import PEOPLE_CHANGED
from cohorts.people.services.imports import SAMPLE
from cohorts.people.services.invitations import invitees
from cohorts.people.services.reading import digest_of, places_after, read_upload, skill_names, unpacked
from cohorts.people.views.lookups import cohort_at, import_at
from cohorts.programmes.models import Cohort
from core.access import Request, guard
from core.errors import Changed, Refused
from core.forms import answer
from core.lists import choice, only_known, page_of
from core.spreadsheets.table import Table

SHOWN = 3


@dataclass(frozen=True)
class Column:
    """One column of the file: its select, what its first cells hold, and why it was guessed."""

    field: Any
    samples: list[str]
    reason: str
    is_sure: bool


@guard("people.manage", of=cohort_at)
def upload(request: Request, cohort: Cohort) -> HttpResponse:
    """The file is chosen; nothing is written of its people yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.data_and_name
        try:
            made = services.upload_people(cohort=cohort, data=data, filename=name, by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("organise:people_import_columns", cohort.slug, made.key)
    fields = skill_names(cohort)
    context = {"cohort": cohort, "steps": steps_of(Step.FILE), "skills": fields}
    return answer(request, "cohorts/people/import_upload.html", context, form)


@guard("people_import.manage", of=import_at)
def columns(request: Request, upload: PeopleImport) -> HttpResponse:
    """Which column holds what: guessed, with the reason, to be set otherwise."""
    if upload.state != ImportState.READ:
        return _over(upload)
    table, skills = unpacked(upload.table), skill_names(upload.cohort)
    form = ColumnsForm(request.POST or None, headers=table.headers, mapping=upload.mapping, skills=skills)
    if request.method == "POST" and form.is_valid():
        services.choose_columns(
            upload=upload,
            columns=form.columns,
            sector=form.cleaned_data["sector"],
            by=request.user,
        )
        return redirect("organise:people_import_preview", upload.cohort.slug, upload.key)
    context = {
        "cohort": upload.cohort,
        "upload": upload,
        "steps": steps_of(Step.COLUMNS, upload),
        "columns": _columns(form, table, skills),
        "count": len(table.data_rows),
        "notes": table.notes,
    }
    return answer(request, "cohorts/people/import_columns.html", context, form)


def _columns(form: ColumnsForm, table: Table, skills: list[str]) -> list[Column]:
    rows = table.data_rows
    guesses = guess_columns(table.headers, [row.cells for row in rows[:SAMPLE]], skills)
    return [
        Column(form[name], _samples(rows, place), *_reason(guesses[header], form[name].value()))
        for place, (name, header) in enumerate(form.names.items())
    ]


def _samples(rows: Any, place: int) -> list[str]:
    """The first few different cells of the column that hold something."""
    return list(dict.fromkeys(row.cells[place] for row in rows[:SAMPLE] if row.cells[place]))[:SHOWN]


def _reason(guess: Guess, chosen: str) -> tuple[str, bool]:
    """Why the column was guessed so, as long as the guess stands; and whether nobody needs to look."""
    if chosen != guess.field:
        return _("Chosen by you."), True
    return guess.reason.translated(_), guess.confidence >= 75 or (guess.field == IGNORE and guess.confidence > 0)


@guard("people_import.manage", of=import_at)
def preview(request: Request, upload: PeopleImport) -> HttpResponse:
    """What every line will do; the button does just that."""
    if upload.state != ImportState.READ:
        return _over(upload)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.begin_import(upload=upload, digest=form.cleaned_data["digest"], by=request.user)
        except Changed:
            form.add_error(None, PEOPLE_CHANGED)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("organise:people_import_result", upload.cohort.slug, upload.key)
    return answer(request, "cohorts/people/import_preview.html", _preview_context(request, upload), form)


def _preview_context(request: Request, upload: PeopleImport) -> dict[str, Any]:
    reading = read_upload(upload)
    only_known(request, "show")
    show = choice(request, "show", [name for name, _label, _count in outcomes_of(reading)])
    return {
        "cohort": upload.cohort,
        "upload": upload,
        "steps": steps_of(Step.PREVIEW, upload),
        "reading": reading,
        "outcomes": outcomes_of(reading),
        "doing": _doing(reading),
        "problems": remarks_of(reading.problems),
        "same": SameForm(hints=reading.organisations) if reading.organisations else None,
        "sides": places_after(upload.cohort, reading),
        "digest": digest_of(reading),
        "show": show,
        "page": page_of(request, lines_of(reading, upload.cohort, show)),
    }


def _doing(reading: Reading) -> int:
    return reading.counts["NEW"] + reading.counts["CHANGED"]


@guard("people_import.manage", of=import_at)
@require_POST
def same(request: Request, upload: PeopleImport) -> HttpResponse:
    """Spellings that may mean one organisation are settled, and the preview is made anew."""
    reading = read_upload(upload)
    form = SameForm(request.POST, hints=reading.organisations)
    if form.is_valid():
        services.settle_organisations(upload=upload, same=form.same, by=request.user)
    return redirect("organise:people_import_preview", upload.cohort.slug, upload.key)


@guard("people_import.manage", of=import_at)
@require_POST
def discard(request: Request, upload: PeopleImport) -> HttpResponse:
    """The table is thrown away."""
    if upload.state == ImportState.READ:
        services.discard_import(upload=upload, by=request.user)
        messages.success(request, _("The list was thrown away. Nothing of it was imported."))
    return redirect("organise:people", upload.cohort.slug)


@guard("people_import.manage", of=import_at)
@require_safe
def result(request: Request, upload: PeopleImport) -> HttpResponse:
    """What the import did, which lines it left out, and what comes next."""
    if upload.state == ImportState.READ:
        return redirect("organise:people_import_preview", upload.cohort.slug, upload.key)
    if upload.state == ImportState.DISCARDED:
        return _over(upload)
    if upload.state == ImportState.WORKING:
        return render(request, "cohorts/people/import_working.html", _working_context(upload))
    left_out = set(upload.summary.get("left_out", ()))
    lines = [line for line in lines_of(read_upload(upload), upload.cohort, "PROBLEM") if line.number in left_out]
    context = {
        "cohort": upload.cohort,
        "upload": upload,
        "steps": steps_of(Step.DONE, upload),
        "counts": upload.summary.get("counts", {}),
        "lines": lines,
        "waiting": invitees(upload.cohort).count(),
    }
    return render(request, "cohorts/people/import_result.html", context)


def _working_context(upload: PeopleImport) -> dict[str, Any]:
    lines = len(unpacked(upload.table).data_rows)
    return {"cohort": upload.cohort, "upload": upload, "steps": steps_of(Step.PREVIEW), "count": lines}


@guard("people_import.manage", of=import_at)
@require_safe
def progress(request: Request, upload: PeopleImport) -> HttpResponse:
    """That the import goes on; the whole page is fetched anew once it has ended."""
    if upload.state != ImportState.WORKING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "cohorts/people/parts/importing.html", _working_context(upload))


def _over(upload: PeopleImport) -> HttpResponse:
    """An import that is under way or done shows how it went, a discarded one is gone."""
    if upload.state in (ImportState.WORKING, ImportState.DONE):
        return redirect("organise:people_import_result", upload.cohort.slug, upload.key)
    return redirect("organise:people_import", upload.cohort.slug)
