"""The chair's page of sheets that do not count by themselves: late ones (J-11) and paper beside a phone (R-08)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.judging import services
from challenges.judging.forms import ReasonForm
from challenges.judging.models import LateScore
from challenges.judging.paper.queries import waiting_of
from challenges.judging.workflow import LateState
from challenges.pitchdays.models import Criterion, PitchDay
from challenges.pitchdays.queries import rubric_of
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.lists import page_of
from core.wiring import wired

the_day = found(PitchDay, "cohort__programme", key="key")


@guard("pitchday.chair", of=the_day)
def late(request: Request, day: PitchDay) -> HttpResponse:
    """Every late sheet of the day, and the sheets on paper that wait; before the close no score can be reached."""
    rows = LateScore.objects.filter(slot__pitch_day=day).select_related("seat__user", "slot__team", "decided_by")
    page = page_of(request, rows.order_by("-received_at", "-pk"))
    context = {
        "cohort": day.cohort,
        "day": day,
        "page": page,
        "papers": waiting_of(day),
        "is_closed": day.state == "SCORES_CLOSED",
    }
    return render(request, "challenges/judging/late.html", context)


def the_late_score(request: HttpRequest, key: str, late_score: str) -> LateScore:
    """The late sheet of this day; 404 for another day's."""
    related = ("seat__user", "slot__team", "slot__pitch_day__cohort__programme")
    row = LateScore.objects.filter(key=late_score, slot__pitch_day__key=key).select_related(*related).first()
    if row is None:
        raise Http404
    return row


@guard("late.decide", of=the_late_score)
def late_decide(request: Request, row: LateScore) -> HttpResponse:
    """One late sheet as it was filled in, and the chair's decision with its reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            let_in = request.POST.get("act") == "let_in"
            services.decide_late(late=row, let_in=let_in, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The sheet counts now.") if let_in else _("The sheet stays out."))
            return redirect("judge:late", row.slot.pitch_day.key)
    rubric = rubric_of(row.slot.pitch_day)
    context = {
        "cohort": row.cohort,
        "late": row,
        "day": row.slot.pitch_day,
        "levels": [_level(row, criterion) for criterion in rubric],
        "is_waiting": row.state == LateState.WAITING,
        "effects": _effects(row),
    }
    return answer(request, "challenges/judging/late_one.html", context, form)


def _effects(row: LateScore) -> list[str]:
    """What letting it in would change; nothing while judges score, who may have their sheets open again (J-01)."""
    day = row.slot.pitch_day
    if row.state != LateState.WAITING or day.state != "SCORES_CLOSED":
        return []
    scores = row.payload.get("scores", {})
    return [line for find in wired("SHEET_EFFECTS") for line in find(day, row.seat.key, row.slot.key, scores)]


def _level(row: LateScore, criterion: Criterion) -> tuple[str, str, str]:
    value = row.payload.get("scores", {}).get(criterion.key)
    name = next((level.name for level in criterion.levels.all() if level.value == value), _("not scored"))
    return criterion.name, name, row.payload.get("reasons", {}).get(criterion.key, "")
