"""A judge's own seat before a pitch: what every page and every message of a device starts from."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from challenges.judging import services
from challenges.judging.models import Scorecard
from challenges.pitchdays.models import PanelSeat, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of, stands
from cohorts.models import Cohort

CLIENT_KEY = "X-Client-Key"


@dataclass(frozen=True)
class OwnSheet:
    """A judge's seat before one pitch that the judge scores."""

    seat: PanelSeat
    slot: PitchSlot
    # Whether the judge scores this pitch: no conflict of interest, and no other judges were given it (J-02).
    is_own: bool

    @property
    def cohort(self) -> Cohort:
        """The cohort whose day it is."""
        return self.slot.pitch_day.cohort

    @cached_property
    def plan(self) -> Plan:
        """Who sees what: for the page; what a device sends is taken without it."""
        return plan_of(self.slot.pitch_day)

    def card(self) -> Scorecard | None:
        """The judge's own sheet, once something was saved."""
        return Scorecard.objects.filter(seat=self.seat, slot=self.slot).prefetch_related("scores").first()


def own_sheet(request: HttpRequest, key: str) -> OwnSheet:
    """The judge's own seat before the pitch in the address; 404 for who sits on another panel or none (J-02, O-01).

    Who has declared a conflict with the team knows of the pitch: writing is forbidden, and recorded.
    """
    slot = PitchSlot.objects.filter(key=key).select_related("pitch_day__cohort", "team").first()
    seats = PanelSeat.objects.filter(user=request.user.pk, left_at=None)
    seat = seats.filter(pitch_day=slot.pitch_day_id).first() if slot else None
    if slot is None or seat is None:
        raise Http404
    # Known already: not asked for again.
    seat.pitch_day, seat.user = slot.pitch_day, request.user  # type: ignore[assignment]
    _state, is_own = stands(seat, slot)
    sheet = OwnSheet(seat, slot, is_own)
    if request.method == "POST" and not sheet.is_own:
        sent = request.headers.get(CLIENT_KEY, "")[:64]
        if services.note_recused_attempt(seat=seat, slot=slot, by=seat.user, key=sent):
            raise PermissionDenied
        raise Http404
    return sheet
