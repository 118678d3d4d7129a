"""Judges' own pages beside the scoring: words from the desk, five facts, practice, a deputy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from challenges.judges import services
from challenges.judges.forms import HandOverForm, PracticeSheetForm
from challenges.judges.models import HandOver, PracticePitch, ReopenRequest
from challenges.judges.practice import own_sheet, practised
from challenges.judges.queries import beside, notices_of
from challenges.pitchdays.models import PanelSeat
from challenges.pitchdays.queries import plan_of, rubric_of
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer

own_seat = found(PanelSeat, "pitch_day__cohort", "user", key="key")
asked_in_address = found(HandOver, "seat__pitch_day__cohort", "seat__user", key="key")


@guard("seat.sit", of=own_seat)
@require_GET
def seat_notices(request: Request, seat: PanelSeat) -> HttpResponse:
    """The words from the desk that are not put away yet; the page asks for them every few seconds."""
    return render(request, "challenges/judges/parts/notices.html", {"seat": seat, "notices": notices_of(seat)})


@guard("seat.sit", of=own_seat)
@require_POST
def seat_notices_seen(request: Request, seat: PanelSeat) -> HttpResponse:
    """The judge has read them."""
    services.put_away(seat=seat, by=request.user)
    return redirect("judge:home")


@guard("seat.sit", of=own_seat)
@require_GET
def seat_facts(request: Request, seat: PanelSeat) -> HttpResponse:
    """Five things to know, on one screen of a phone."""
    day, plan = seat.pitch_day, plan_of(seat.pitch_day)
    own = plan.slots_of(seat)
    context = {
        "seat": seat,
        "day": day,
        "cohort": seat.cohort,
        "pitches": len(own),
        "first": own[0] if own else None,
        "last_at": own[-1].starts_at if own else None,
        "rubric": rubric_of(day),
        "conflicts": [conflict for (holder, _team), conflict in plan.conflicts.items() if holder == seat.pk],
        "beside": beside(seat),
    }
    return render(request, "challenges/judges/facts.html", context)


@guard("seat.sit", of=own_seat)
def seat_practice(request: Request, seat: PanelSeat) -> HttpResponse:
    """A made-up pitch to score with the real rubric; after saving, how all judges scored it."""
    pitch = PracticePitch.objects.filter(pitch_day=seat.pitch_day).first()
    is_open = seat.pitch_day.state == "PLANNED"
    context: dict[str, object] = {"seat": seat, "cohort": seat.cohort, "pitch": pitch, "is_open": is_open}
    if pitch is None:
        return render(request, "challenges/judges/practice.html", context)
    rubric, sheet = rubric_of(seat.pitch_day), own_sheet(pitch, seat)
    form = PracticeSheetForm(request.POST or None, rubric=rubric, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_practice(seat=seat, values=form.values, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(f"{request.path}#spread")
    context |= {"practised": practised(pitch, sheet, rubric)}
    return answer(request, "challenges/judges/practice.html", context, form)


@guard("seat.sit", of=own_seat)
def seat_hand_over(request: Request, seat: PanelSeat) -> HttpResponse:
    """A judge who cannot come names a deputy; nothing changes before an organiser or the chair says yes."""
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_hand_over(seat=seat, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("The organisers have your request. You keep the seat until they say yes."))
            return redirect("judge:seat_hand_over", seat.key)
    waiting = HandOver.objects.filter(seat=seat, state="ASKED").first()
    context = {"seat": seat, "cohort": seat.cohort, "waiting": waiting}
    return answer(request, "challenges/judges/hand_over.html", context, form)


@guard("hand_over.ask", of=asked_in_address)
@require_POST
def hand_over_take_back(request: Request, asked: HandOver) -> HttpResponse:
    """The judge keeps the seat."""
    try:
        services.take_back_hand_over(hand_over=asked, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("You keep the seat."))
    return redirect("judge:seat_hand_over", asked.seat.key)


@guard("reopen.answer", of=found(ReopenRequest, "slot__pitch_day__cohort", "seat__user", key="key"))
@require_POST
def reopen_set_aside(request: Request, asked: ReopenRequest) -> HttpResponse:
    """The chair leaves the sheet as it is."""
    services.answer_reopening(asked=asked, is_granted=False, by=request.user)
    messages.success(request, _("Set aside: the sheet stays as it is."))
    return redirect("judge:home")
