"""The chair's pages: sheets on paper that wait for a decision, and what they say beside the phone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.judging.paper import services
from challenges.judging.paper.forms import DecideForm
from challenges.judging.paper.models import PaperSheet
from challenges.judging.paper.queries import compared, sheets_of_round
from challenges.judging.paper.workflow import PaperState
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.rounds import round_of
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

sheet_in_address = found(PaperSheet, "slot__pitch_day__cohort", "slot__team", "seat__user", key="key")


@guard("pitchday.chair", of=found(PitchDay, "cohort", key="key"), see="pitchday.view")
def papers_waiting(request: Request, day: PitchDay) -> HttpResponse:
    """The sheets that wait for the chair, by team and judge; no score stands here."""
    rows = sheets_of_round(day, round_of(day)).filter(state=PaperState.WAITS)
    context = {"cohort": day.cohort, "day": day, "sheets": list(rows), "is_closed": day.state == "SCORES_CLOSED"}
    return render(request, "challenges/judging/paper/waiting.html", context)


@guard("paper.decide", of=sheet_in_address)
def paper_decide(request: Request, sheet: PaperSheet) -> HttpResponse:
    """Paper and phone side by side, after scores are closed, and which of them counts."""
    day = sheet.slot.pitch_day
    back = redirect("judge:papers_waiting", day.key)
    if sheet.state != PaperState.WAITS or day.state != "SCORES_CLOSED":
        messages.info(request, _("There is nothing to decide about this sheet now."))
        return back
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counts = request.POST.get("act") == "paper"
        try:
            services.decide_sheet(sheet=sheet, paper_counts=counts, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The paper counts.") if counts else _("The paper does not count."))
            return back
    context = {"cohort": sheet.cohort, "day": day, "sheet": sheet, "compared": compared(sheet)}
    return answer(request, "challenges/judging/paper/decide.html", context, form)
