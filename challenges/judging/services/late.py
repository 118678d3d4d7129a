"""What the chair does with sheets that came after closing (J-11)."""

from datetime import datetime

from challenges.judging.models import LateScore, Scorecard, Source
from challenges.judging.reasons import lacking_of
from challenges.judging.services.cards import Origin, Sheet, hand_in, write
from challenges.judging.services.errors import Decided, Incomplete, NotYours, ReasonNeeded
from challenges.judging.workflow import CardState, LateState
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.lifecycle import move
from core.models import User
from core.service import service


@service
def decide_late(*, late: LateScore, let_in: bool, reason: str, by: User, now: datetime | None = None) -> LateScore:
    """The late sheet counts as the judge's own, or stays out for good; records late_score.let_in or left_out.

    Raises ReasonNeeded without a reason, Incomplete for a sheet that lacks a score, NotYours for a judge with a
    conflict, Decided once the panel's decision is recorded.
    """
    moment = zones.moment(now)
    if not reason.strip():
        raise ReasonNeeded
    seat = PanelSeat.objects.select_for_update().get(pk=late.seat_id)
    locked = LateScore.objects.select_for_update().get(pk=late.pk)
    day = PitchDay.objects.get(pk=late.slot.pitch_day_id)
    if locked.state != LateState.WAITING or day.state not in (PitchDayState.SCORING, PitchDayState.SCORES_CLOSED):
        raise Decided
    move(locked, "let_in" if let_in else "leave_out", by=by, note=reason, now=moment)
    locked.decided_by, locked.decided_at, locked.reason = by, moment, reason[:300]
    locked.save(update_fields=["decided_by", "decided_at", "reason"])
    if let_in:
        _count(locked, seat, by, moment)
    return locked


def _count(late: LateScore, seat: PanelSeat, by: User, now: datetime) -> None:
    if not plan_of(late.slot.pitch_day).scores(seat, late.slot):
        raise NotYours
    card, _made = Scorecard.objects.select_for_update().get_or_create(seat=seat, slot=late.slot)
    card.seat, card.slot = seat, late.slot
    # What it held is kept as its own revision, and the handing-in is the system's: the chair gave the right to it.
    if card.state == CardState.SUBMITTED:
        move(card, "take_back", by=None, note=late.reason, now=now)
    origin = Origin(Source.LATE, late.device, client_at=late.client_at)
    write(card, sheet_of(late), origin, by, now)
    lacking = lacking_of(card).criteria
    if lacking:
        raise Incomplete(lacking)
    hand_in(card, None, now)


def sheet_of(late: LateScore) -> Sheet:
    """What the judge had filled in."""
    return Sheet(**{name: value for name, value in late.payload.items() if name != "revision"})
