"""Judges' pages: the next pitch, and the sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.models import brief_of
from challenges.judges.limited import own_seats
from challenges.judges.queries import beside, waits_for_acceptance
from challenges.judging import services
from challenges.judging.forms import CardForm
from challenges.judging.models import LateScore, Scorecard
from challenges.judging.paper.queries import waiting_of
from challenges.judging.queries import own_pitches
from challenges.judging.timing import timing_of
from challenges.judging.views.own import OwnSheet, own_sheet
from challenges.judging.views.phone import keep, phone_of
from challenges.judging.workflow import LateState
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import plan_of, rubric_of
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.wiring import wired


@guard("home.judge")
def home(request: Request) -> HttpResponse:
    """The next pitch of each panel the person sits on, and the list of the rest."""
    seats = own_seats(request).select_related("pitch_day__cohort")
    days = [_day(seat) for seat in seats.order_by("-pitch_day__starts_at")]
    pages = [pitch.slot.key for day in days for pitch in day["pitches"]]  # type: ignore[attr-defined]
    only = getattr(request, "only_cohort", None)
    waits = [one for ask in wired("JUDGE_WAITS") for one in ask(request.user, only)]
    context = {"days": days, "waits": waits, "now": zones.now(), "phone": phone_of(request, pages)}
    return keep(request, render(request, "challenges/judging/home.html", context))


def _day(seat: PanelSeat) -> dict[str, object]:
    pitches = own_pitches(seat, plan_of(seat.pitch_day))
    waiting = [pitch for pitch in pitches if not pitch.is_done]
    day, zone = seat.pitch_day, seat.pitch_day.cohort.zone
    is_today = zones.local(day.starts_at, zone).date() == zones.today(zone)
    return {
        "seat": seat,
        "day": day,
        "cohort": day.cohort,
        "pitches": pitches,
        "next": waiting[0] if waiting else None,
        "done": len(pitches) - len(waiting),
        "is_open": day.state == "SCORING",
        # The code of the phone is for the day itself.
        "wants_code": day.state == "SCORING" or (is_today and day.state == "PLANNED"),
        # Before the day: what the judge does next. While it is judged: what the chair decides on.
        "to_accept": day.state == "PLANNED" and waits_for_acceptance(seat),
        "undecided": undecided(day) if seat.is_chair and day.state in ("SCORING", "SCORES_CLOSED") else 0,
        "beside": beside(seat),
    }


def undecided(day: PitchDay) -> int:
    """How many late sheets and sheets on paper wait for the chair."""
    late = LateScore.objects.filter(slot__pitch_day=day, state=LateState.WAITING).count()
    return late + len(waiting_of(day))


@guard("scorecard.score", of=own_sheet)
def card(request: Request, sheet: OwnSheet) -> HttpResponse:
    """The sheet: words before numbers, one criterion open at a time; saved with every button."""
    if not sheet.is_own:
        return _not_own(request, sheet)
    own = sheet.card()
    form = CardForm(request.POST or None, rubric=rubric_of(sheet.slot.pitch_day), card=own)
    if request.method == "POST" and form.is_valid():
        done = _save(request, sheet, form)
        if done is not None:
            return done
    shown = answer(request, "challenges/judging/card.html", _context(request, sheet, own, form), form)
    return shown if request.method == "POST" else keep(request, shown)


def _not_own(request: Request, sheet: OwnSheet) -> HttpResponse:
    """There is no sheet for this judge, and the page says why (J-02)."""
    context = {
        "cohort": sheet.cohort,
        "slot": sheet.slot,
        "seat": sheet.seat,
        "has_conflict": (sheet.seat.pk, sheet.slot.team_id) in sheet.plan.conflicts,
    }
    return render(request, "challenges/judging/not_own.html", context, status=404)


def _context(request: Request, sheet: OwnSheet, own: Scorecard | None, form: CardForm) -> dict[str, object]:
    slot, parts, state = sheet.slot, form.parts(), sheet.slot.pitch_day.state
    mine = sheet.plan.slots_of(sheet.seat)
    reopened = own is not None and own.is_reopened and state == "SCORES_CLOSED"
    return {
        "cohort": sheet.cohort,
        "slot": slot,
        "seat": sheet.seat,
        "card": own,
        "brief": brief_of(slot.team),
        "parts": parts,
        "scored": sum(1 for part in parts if part["level"]),
        "weights": sum(part["row"].weight for part in parts),
        "left": sum(1 for part in parts if part["is_lacking"]),
        "place": next((n for n, other in enumerate(mine, start=1) if other.pk == slot.pk), 0),
        "own_total": len(mine),
        "total": len(sheet.plan.slots),
        "is_open": state == "SCORING" or reopened,
        "is_done": own is not None and own.state == "SUBMITTED",
        "late": LateScore.objects.filter(seat=sheet.seat, slot=slot).order_by("received_at", "pk"),
        "timing": timing_of(slot),
        "now": zones.now(),
        "phone": phone_of(request, [other.key for other in mine]),
    }


def _save(request: Request, sheet: OwnSheet, form: CardForm) -> HttpResponse | None:
    try:
        filled = form.sheet()
        saved = services.save_card(
            seat=sheet.seat,
            slot=sheet.slot,
            scores=filled.scores,
            reasons=filled.reasons,
            notes=filled.notes,
            own_notes=filled.own_notes,
            team_notes=filled.team_notes,
            revision=form.cleaned_data["revision"],
            by=request.user,
            key=form.key,
        )
        if request.POST.get("act") == "submit":
            services.submit_card(card=saved, by=request.user)
            messages.success(request, _("%(team)s is handed in. Thank you.") % {"team": sheet.slot.team.name})
            return redirect("judge:home")
    except services.ChangedElsewhere as changed:
        return _both(request, sheet, changed)
    except (services.Incomplete, services.ReasonsMissing) as refused:
        messages.warning(request, refused.message)
        return redirect("judge:card", sheet.slot.key)
    except Refused as refused:
        form.add_error(None, refused.message)
        return None
    return redirect(f"{request.path}#next")


def _both(request: Request, sheet: OwnSheet, changed: services.ChangedElsewhere) -> HttpResponse:
    """J-05: the sheet as it was typed here, beside what the other device saved; nothing is lost silently."""
    data = request.POST.copy()
    data["revision"], data["once"] = str(changed.card.revision), ""
    rubric = rubric_of(sheet.slot.pitch_day)
    again = CardForm(data, rubric=rubric, card=changed.card)
    again.add_error(None, changed.message)
    values = {score.criterion_id: score.value for score in changed.card.scores.all()}
    names = {(row.pk, level.value): level.name for row in rubric for level in row.levels.all()}
    other = [(row.name, names.get((row.pk, values.get(row.pk, 0)), _("not scored"))) for row in rubric]
    context = _context(request, sheet, changed.card, again) | {"other": other, "other_at": changed.card.saved_at}
    return answer(request, "challenges/judging/card.html", context, again)


@guard("scorecard.score", of=own_sheet)
@require_POST
def card_take_back(request: Request, sheet: OwnSheet) -> HttpResponse:
    """The judge opens a sheet they handed in, while scoring is open."""
    own = sheet.card()
    try:
        if own is not None:
            services.take_back_card(card=own, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("judge:card", sheet.slot.key)
