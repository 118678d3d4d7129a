"""Judges' pages: the next pitch, and the sheet."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.models import brief_of
from challenges.judges.limited import own_seats
from challenges.judges.queries import beside
from challenges.judging import services
from challenges.judging.forms import CardForm
from challenges.judging.models import Scorecard
from challenges.judging.queries import own_pitches
from challenges.pitchdays.models import PanelSeat, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of, rubric_of
from cohorts.models import Cohort
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("home.judge")
def home(request: Request) -> HttpResponse:
    """The next pitch of each panel the person sits on, and the list of the rest."""
    seats = own_seats(request).select_related("pitch_day__cohort")
    days = [_day(seat) for seat in seats.order_by("-pitch_day__starts_at")]
    return render(request, "challenges/judging/home.html", {"days": days, "now": zones.now()})


def _day(seat: PanelSeat) -> dict[str, object]:
    pitches = own_pitches(seat, plan_of(seat.pitch_day))
    waiting = [pitch for pitch in pitches if not pitch.is_done]
    return {
        "seat": seat,
        "day": seat.pitch_day,
        "cohort": seat.pitch_day.cohort,
        "pitches": pitches,
        "next": waiting[0] if waiting else None,
        "done": len(pitches) - len(waiting),
        "is_open": seat.pitch_day.state == "SCORING",
        "beside": beside(seat),
    }


@dataclass(frozen=True)
class OwnSheet:
    """A judge's seat before one pitch that the judge scores."""

    seat: PanelSeat
    slot: PitchSlot
    plan: Plan

    @property
    def cohort(self) -> Cohort:
        """The cohort whose day it is."""
        return self.slot.pitch_day.cohort

    @property
    def is_own(self) -> bool:
        """Whether the judge scores this pitch: no conflict of interest, and no other judges were given it (J-02)."""
        return self.plan.scores(self.seat, self.slot)

    def card(self) -> Scorecard | None:
        """The judge's own sheet, once something was saved."""
        return Scorecard.objects.filter(seat=self.seat, slot=self.slot).prefetch_related("scores").first()


def own_sheet(request: HttpRequest, key: str) -> OwnSheet:
    """The judge's own seat before the pitch in the address; 404 for who sits on another panel or none (J-02, O-01).

    Who has declared a conflict with the team knows of the pitch: writing is forbidden, and recorded.
    """
    slot = PitchSlot.objects.filter(key=key).select_related("pitch_day__cohort", "team").first()
    seats = PanelSeat.objects.filter(user=request.user.pk, left_at=None).select_related("pitch_day__cohort", "user")
    seat = seats.filter(pitch_day=slot.pitch_day).first() if slot else None
    if slot is None or seat is None:
        raise Http404
    sheet = OwnSheet(seat, slot, plan_of(slot.pitch_day))
    if request.method == "POST" and not sheet.is_own:
        if services.note_recused_attempt(seat=seat, slot=slot, by=seat.user):
            raise PermissionDenied
        raise Http404
    return sheet


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
    return answer(request, "challenges/judging/card.html", _context(sheet, own, form), form)


def _not_own(request: Request, sheet: OwnSheet) -> HttpResponse:
    """There is no sheet for this judge, and the page says why (J-02)."""
    context = {
        "cohort": sheet.cohort,
        "slot": sheet.slot,
        "seat": sheet.seat,
        "has_conflict": (sheet.seat.pk, sheet.slot.team_id) in sheet.plan.conflicts,
    }
    return render(request, "challenges/judging/not_own.html", context, status=404)


def _context(sheet: OwnSheet, own: Scorecard | None, form: CardForm) -> dict[str, object]:
    slot, parts = sheet.slot, form.parts()
    mine = sheet.plan.slots_of(sheet.seat)
    return {
        "cohort": sheet.cohort,
        "slot": slot,
        "card": own,
        "brief": brief_of(slot.team),
        "parts": parts,
        "scored": sum(1 for part in parts if part["level"]),
        "place": next((n for n, other in enumerate(mine, start=1) if other.pk == slot.pk), 0),
        "own_total": len(mine),
        "total": len(sheet.plan.slots),
        "is_open": slot.pitch_day.state == "SCORING",
        "is_done": own is not None and own.state == "SUBMITTED",
    }


def _save(request: Request, sheet: OwnSheet, form: CardForm) -> HttpResponse | None:
    try:
        saved = services.save_card(
            seat=sheet.seat,
            slot=sheet.slot,
            scores=form.scores(),
            notes=form.cleaned_data["notes"],
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
    except services.Incomplete as refused:
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
    context = _context(sheet, changed.card, again) | {"other": other, "other_at": changed.card.saved_at}
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
