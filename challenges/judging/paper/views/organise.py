"""Organisers' pages: making and printing sheets, where each stands, reading one."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from challenges.judging.paper import services
from challenges.judging.paper.forms import ReadingForm
from challenges.judging.paper.models import PaperReading, PaperSheet
from challenges.judging.paper.queries import blank_of, counts_of, lines_of, printed_of, sheets_of_round, with_readers
from challenges.judging.paper.workflow import OPEN, PaperState
from challenges.pitchdays.digest import content_of
from challenges.pitchdays.library import counted
from challenges.pitchdays.models import Criterion, PitchDay
from challenges.pitchdays.queries import panel_of, plan_of, rubric_of
from challenges.pitchdays.rounds import round_of
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known, page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# More pages than this are printed judge by judge: a browser cannot lay out thousands at once.
MOST_PRINTED = 300

day_in_address = found(PitchDay, "cohort__programme", cohort="cohort__slug")
sheet_in_address = found(
    PaperSheet,
    "slot__pitch_day__cohort__programme",
    "slot__team",
    "seat__user",
    cohort="slot__pitch_day__cohort__slug",
    key="key",
)


@guard("pitchday.manage", of=day_in_address)
def papers(request: Request, day: PitchDay) -> HttpResponse:
    """Every paper sheet of the round and where it stands; never what is on it."""
    only_known(request, "show")
    show = choice(request, "show", PaperState.values)
    number = round_of(day)
    counts = counts_of(day, number)
    rows = with_readers(sheets_of_round(day, number))
    page = page_of(
        request, rows.filter(state=show) if show else rows, count=counts[show] if show else sum(counts.values())
    )
    context = {
        "cohort": day.cohort,
        "day": day,
        "page": page,
        "show": show,
        "counts": [(state.value, state.label, counts[state.value]) for state in PaperState if counts[state.value]],
        "total": sum(counts.values()),
        "seats": panel_of(day),
        "me": request.user.pk,
    }
    return render(request, "challenges/judging/paper/papers.html", context)


@guard("pitchday.manage", of=day_in_address)
@require_POST
def papers_make(request: Request, day: PitchDay) -> HttpResponse:
    """Makes the sheets that are not there yet, ready to print."""
    try:
        made = services.make_sheets(pitch_day=day, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        words = ngettext("%(made)s sheet is new.", "%(made)s sheets are new.", made)
        messages.success(request, words % {"made": made})
    return redirect("organise:papers", day.cohort.slug)


@guard("pitchday.manage", of=day_in_address)
def papers_print(request: Request, day: PitchDay) -> HttpResponse:
    """The sheets for the printer: of everybody, of one judge, or one without names."""
    only_known(request, "judge", "blank")
    plan, number, rubric = plan_of(day), round_of(day), rubric_of(day)
    judge = choice(request, "judge", [seat.key for seat in plan.seats])
    is_blank = choice(request, "blank", ["yes"])
    sheets = sheets_of_round(day, number)
    chosen = list(sheets.filter(seat__key=judge) if judge else sheets[: MOST_PRINTED + 1])
    is_too_much = len(chosen) > MOST_PRINTED and not is_blank
    context = {
        "cohort": day.cohort,
        "day": day,
        "round": number,
        "sheets": [blank_of(day)] if is_blank else printed_of(day, plan, [] if is_too_much else chosen),
        "seats": plan.seats if is_too_much else [],
        "criteria": counted(content_of(rubric)),
    }
    return render(request, "challenges/judging/paper/print.html", context)


@guard("paper.enter", of=sheet_in_address)
def paper(request: Request, sheet: PaperSheet) -> HttpResponse:
    """Where the code on the paper leads: the sheet is entered here, confirmed blind, or looked at again."""
    day = sheet.slot.pitch_day
    rubric = rubric_of(day)
    readings = list(sheet.readings.select_related("entered_by").order_by("number"))
    form = _form(request, sheet, rubric, readings)
    if request.method == "POST" and form.is_valid():
        try:
            read = services.read_sheet(sheet=sheet, by=request.user, key=form.key, **form.reading())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, str(SAID[read.state]) % {"team": sheet.slot.team.name})
            return redirect("organise:papers", day.cohort.slug)
    return answer(
        request, "challenges/judging/paper/paper.html", _context(request, sheet, rubric, readings, form), form
    )


SAID: "dict[str, StrOrPromise]" = {
    PaperState.ENTERED: gettext_lazy("%(team)s is entered. Somebody else confirms it without seeing what you chose."),
    PaperState.DIFFERS: gettext_lazy("You read %(team)s differently from the first person. Look at the paper again."),
    PaperState.COUNTED: gettext_lazy("%(team)s is confirmed and counts."),
    PaperState.WAITS: gettext_lazy("%(team)s is confirmed. Whether it counts, the chair decides after closing."),
}


def _form(request: Request, sheet: PaperSheet, rubric: list[Criterion], readings: list[PaperReading]) -> ReadingForm:
    is_settling = sheet.state == PaperState.DIFFERS
    known, words = {}, {}
    if is_settling:
        one, other = readings[-2:]
        known = {key: value for key, value in one.scores.items() if other.scores.get(key) == value}
        words = {"notes": one.notes} | {f"reason_{key}": text for key, text in one.reasons.items()}
    return ReadingForm(
        request.POST or None,
        rubric=rubric,
        known=known,
        has_words=sheet.state != PaperState.ENTERED,
        initial=words | {"step": len(readings)},
    )


def _context(
    request: Request, sheet: PaperSheet, rubric: list[Criterion], readings: list[PaperReading], form: ReadingForm
) -> dict[str, object]:
    is_settling = sheet.state == PaperState.DIFFERS
    pair = readings[-2:] if is_settling else []
    return {
        "cohort": sheet.cohort,
        "day": sheet.slot.pitch_day,
        "sheet": sheet,
        "rows": form.rows(),
        "readers": [reading.entered_by for reading in readings],
        "is_open": sheet.state in OPEN,
        "is_blind": sheet.state == PaperState.ENTERED,
        "is_own": sheet.state == PaperState.ENTERED and readings[-1].entered_by_id == request.user.pk,
        "pair": pair,
        "lines": [line for line in lines_of(rubric, [reading.scores for reading in pair]) if line.differs],
    }
