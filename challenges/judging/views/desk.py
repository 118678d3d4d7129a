"""The control desk: one screen from which an organiser runs the day; it shows states of sheets and never a score."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from challenges.judges.services import ask_reopening, nudge
from challenges.judging.desk import CELLS, Desk, desk_of
from challenges.judging.forms_desk import NudgeForm, ReopenAskForm, ShiftForm
from challenges.live import services as live
from challenges.live.words import left_words, milliseconds, stage_words
from challenges.live.workflow import LiveState
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.people.links import site_link

day_in_address = found(PitchDay, "cohort__programme", "live", cohort="cohort__slug")
seat_in_address = found(PanelSeat, "pitch_day__cohort", "user", cohort="pitch_day__cohort__slug", key="key")


@guard("pitchday.manage", of=day_in_address)
@require_GET
def desk(request: Request, day: PitchDay) -> HttpResponse:
    """The whole screen; it looks again by itself every few seconds, and by reload without scripts."""
    screen = getattr(day, "live", None) or live.live_day(day)
    stage = reverse("public:stage", args=[screen.key])
    context = _context(desk_of(day)) | {"stage": stage, "stage_link": site_link(stage), "shift": ShiftForm()}
    return render(request, "challenges/judging/desk/desk.html", context)


@guard("pitchday.manage", of=day_in_address)
@require_GET
def desk_now(request: Request, day: PitchDay) -> HttpResponse:
    """What changes on the screen; nothing (204) to a screen that shows it already."""
    shown = desk_of(day)
    if request.GET.get("seen") == shown.stamp:
        return HttpResponse(status=204)
    return render(request, "challenges/judging/desk/now.html", _context(shown))


@guard("pitchday.manage", of=day_in_address)
@require_POST
def desk_step(request: Request, day: PitchDay) -> HttpResponse:
    """One step of one pitch: called, started, asked, scored, finished or skipped."""
    slots = PitchSlot.objects.filter(pitch_day=day).select_related("team", "pitch_day__cohort")
    slot = slots.filter(key=_plain(request.POST.get("slot", ""))).first()
    step = live.STEPS.get(request.POST.get("action", ""))
    if slot is None or step is None:
        return redirect("organise:desk", day.cohort.slug)
    return _after(request, day, lambda: f"{slot.team}: {step(slot=slot, by=request.user).get_state_display()}")


@guard("pitchday.manage", of=day_in_address)
@require_POST
def desk_undo(request: Request, day: PitchDay) -> HttpResponse:
    """The last step is taken back."""
    undone = _("Undone. %(team)s: %(state)s")

    def act() -> str:
        slot = live.undo_step(pitch_day=day, by=request.user)
        return undone % {"team": slot, "state": slot.get_state_display()}

    return _after(request, day, act)


@guard("pitchday.manage", of=day_in_address)
@require_POST
def desk_shift(request: Request, day: PitchDay) -> HttpResponse:
    """The pitches still to come are planned so much later."""
    form = ShiftForm(request.POST)
    if not form.is_valid():
        messages.error(request, live.NotThatFar.message)
        return redirect("organise:desk", day.cohort.slug)
    minutes = form.cleaned_data["minutes"]

    def act() -> str:
        moved = live.shift_rest(pitch_day=day, minutes=minutes, by=request.user)
        return _("%(count)s pitches begin %(minutes)s minutes later.") % {"count": moved, "minutes": minutes}

    return _after(request, day, act)


@guard("pitchday.manage", of=day_in_address)
@require_POST
def desk_stage_link(request: Request, day: PitchDay) -> HttpResponse:
    """The stage screen gets a new address."""
    live.renew_stage_link(pitch_day=day, by=request.user)
    messages.success(request, _("The stage screen has a new address; the old one leads nowhere."))
    return redirect("organise:desk", day.cohort.slug)


@guard("panel.manage", of=seat_in_address)
def desk_nudge(request: Request, seat: PanelSeat) -> HttpResponse:
    """A word to one judge, on their page and if wanted by mail."""
    form = NudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            nudge(seat=seat, words=form.words, is_mailed=form.values["is_mailed"], by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("%(name)s has your message.") % {"name": seat.user.name})
            return redirect("organise:desk", seat.cohort.slug)
    return answer(request, "challenges/judging/desk/nudge.html", {"cohort": seat.cohort, "seat": seat}, form)


@guard("panel.manage", of=seat_in_address)
def desk_reopen(request: Request, seat: PanelSeat) -> HttpResponse:
    """Asks the chair to open one finished sheet of a judge again."""
    form = ReopenAskForm(request.POST or None, seat=seat)
    if request.method == "POST" and form.is_valid():
        slot = form.slots[form.cleaned_data["slot"]]
        try:
            ask_reopening(seat=seat, slot=slot, reason=form.cleaned_data["reason"], by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The chair has your request."))
            return redirect("organise:desk", seat.cohort.slug)
    return answer(request, "challenges/judging/desk/reopen.html", {"cohort": seat.cohort, "seat": seat}, form)


def _plain(text: str) -> str:
    return "" if "\x00" in text else text


def _after(request: Request, day: PitchDay, act: Callable[[], str]) -> HttpResponse:
    """The screen as it is after the act, in place where scripts asked for it; a refusal is told beside it."""
    failed = ""
    try:
        said = act()
    except Refused as refused:
        said = failed = str(refused.message)
    if not request.headers.get("HX-Request"):
        messages.add_message(request, messages.ERROR if failed else messages.SUCCESS, said)
        return redirect("organise:desk", day.cohort.slug)
    page = render(request, "challenges/judging/desk/now.html", _context(desk_of(day)) | {"failed": failed})
    return trigger_client_event(page, "say", {"value": said})


def _context(shown: Desk) -> dict[str, Any]:
    running = shown.live
    current = running.current
    return {
        "cohort": shown.day.cohort,
        "day": shown.day,
        "desk": shown,
        "live": running,
        "clock": current
        and {
            "words": stage_words(current.state),
            "left": left_words(current, running.now),
            "from": milliseconds(current.since),
            "until": milliseconds(current.until),
            "now": milliseconds(running.now),
        },
        "step": next_step(shown),
        "others": other_steps(shown),
        "legend": [CELLS[state] for state in ("SUBMITTED", "DRAFT", "", "PAPER", "LATE", "VOID", "BARRED")],
    }


def next_step(shown: Desk) -> dict[str, str] | None:
    """The one thing that most likely comes next, for the big button."""
    running, day = shown.live, shown.day
    if not running.pitches or day.state not in live.RUNS:
        return None
    if running.on_stage:
        after = {
            LiveState.ON_STAGE: "start_questions" if day.question_minutes else "start_scoring",
            LiveState.QUESTIONS: "start_scoring",
            LiveState.SCORING: "finish_slot",
        }
        return _step(after[running.on_stage.state], running.on_stage.slot)
    if running.called:
        return _step("start_pitch", running.called.slot)
    return _step("call_team", running.to_come[0].slot) if running.to_come else None


def other_steps(shown: Desk) -> list[dict[str, str]]:
    """What may be done beside: call the next team while one is on stage, finish early, skip whoever is not there."""
    running = shown.live
    if shown.day.state not in live.RUNS:
        return []
    made = []
    if running.on_stage and not running.called and running.to_come:
        made.append(_step("call_team", running.to_come[0].slot))
    if running.on_stage and running.on_stage.state == LiveState.QUESTIONS:
        made.append(_step("finish_slot", running.on_stage.slot))
    if running.called:
        made.append(_step("skip_slot", running.called.slot))
    elif running.to_come:
        made.append(_step("skip_slot", running.to_come[0].slot))
    return [*made, *(_step("call_team", pitch.slot) for pitch in running.skipped if not running.called)]


def _step(action: str, slot: PitchSlot) -> dict[str, str]:
    words = {
        "call_team": _("Call %(team)s"),
        "start_pitch": _("Start the pitch of %(team)s"),
        "start_questions": _("Start questions to %(team)s"),
        "start_scoring": _("Start scoring %(team)s"),
        "finish_slot": _("Finish %(team)s"),
        "skip_slot": _("Skip %(team)s"),
    }
    return {"action": action, "slot": slot.key, "label": words[action] % {"team": slot.team.name}}
