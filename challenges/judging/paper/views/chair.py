"""The chair's page of a sheet on paper: what it says beside the phone, and which of them counts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.judging.paper import services
from challenges.judging.paper.counting import last_words
from challenges.judging.paper.forms import DecideForm
from challenges.judging.paper.models import PaperSheet
from challenges.judging.paper.queries import compared
from challenges.judging.paper.workflow import PaperState
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.wiring import wired

sheet_in_address = found(PaperSheet, "slot__pitch_day__cohort", "slot__team", "seat__user", key="key")


@guard("paper.decide", of=sheet_in_address)
def paper_decide(request: Request, sheet: PaperSheet) -> HttpResponse:
    """Paper and phone side by side, after scores are closed, and which of them counts."""
    day = sheet.slot.pitch_day
    back = redirect("judge:late", day.key)
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
    scores = last_words(sheet).scores
    effects = [line for find in wired("SHEET_EFFECTS") for line in find(day, sheet.seat.key, sheet.slot.key, scores)]
    context = {"cohort": sheet.cohort, "day": day, "sheet": sheet, "compared": compared(sheet), "effects": effects}
    return answer(request, "challenges/judging/paper/decide.html", context, form)
