"""Giving marks, asking for them, and showing them before all are in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.work.feedback import services
from challenges.work.feedback.forms import AskMarksForm, MarksForm, ReleaseForm
from challenges.work.feedback.models import MarkRound, MarkSheet
from challenges.work.feedback.people import helpers_of, page_at
from challenges.work.feedback.views.lookups import round_in_address, sheet_by_key, sheet_in_address
from challenges.work.feedback.views.page import BASES
from challenges.work.models import Submission
from challenges.work.queries import versions_of
from challenges.work.views.lookups import submission_in_address
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("mark_sheet.write", of=sheet_in_address)
def mine(request: Request, sheet: MarkSheet) -> HttpResponse:
    """A mentor's marks."""
    return _sheet(request, sheet, "my")


@guard("mark_sheet.write", of=sheet_in_address)
def organisers(request: Request, sheet: MarkSheet) -> HttpResponse:
    """An organiser's marks."""
    return _sheet(request, sheet, "organise")


@guard("mark_sheet.write", of=sheet_by_key)
def owners(request: Request, sheet: MarkSheet) -> HttpResponse:
    """A challenge owner's marks."""
    return _sheet(request, sheet, "partner")


def _sheet(request: Request, sheet: MarkSheet, door: str) -> HttpResponse:
    submission, rubric = sheet.round.version.submission, sheet.round.rubric
    initial = {f"c{at}": str(level) for at, level in sheet.levels.items()} | {"words": sheet.words}
    form = MarksForm(request.POST or None, rubric=rubric, initial=initial)
    back = page_at(door, submission.cohort.slug, submission.key)
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            services.give_marks(sheet=sheet, levels=form.levels, words=words, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Your marks are in. You can change them until all are shown."))
            return redirect(back)
    context = {"base": BASES[door], "cohort": submission.cohort, "submission": submission, "sheet": sheet, "back": back}
    return answer(request, "challenges/work/feedback/sheet.html", context, form)


@guard("work_marks.ask", of=submission_in_address)
def ask(request: Request, submission: Submission) -> HttpResponse:
    """An organiser chooses who marks the newest version."""
    people = helpers_of(submission)
    form = AskMarksForm(request.POST or None, people=people)
    version = versions_of(submission)[0]
    if request.method == "POST" and form.is_valid():
        of = [user for user, _role in people if str(user.pk) in form.cleaned_data["of"]]
        try:
            services.ask_marks(version=version, of=of, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("They are asked, each by an e-mail."))
            return redirect("organise:work_feedback", submission.cohort.slug, submission.key)
    context = {"cohort": submission.cohort, "submission": submission, "version": version}
    return answer(request, "challenges/work/feedback/marks_ask.html", context, form)


@guard("mark_round.manage", of=round_in_address)
def release(request: Request, round_: MarkRound) -> HttpResponse:
    """An organiser shows the marks before all are in."""
    submission = round_.version.submission
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.release_marks(round_=round_, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The marks are shown, and the team is told."))
            return redirect("organise:work_feedback", submission.cohort.slug, submission.key)
    sheets = round_.sheets.select_related("marker").order_by("pk")
    context = {
        "cohort": submission.cohort,
        "submission": submission,
        "round": round_,
        "owing": [one.marker.name for one in sheets if one.handed_in_at is None],
        "done": sum(one.handed_in_at is not None for one in sheets),
    }
    return answer(request, "challenges/work/feedback/marks_release.html", context, form)
