"""Opening a sheet, or the whole round, again after closing: the chair asks, a second person agrees (J-04)."""

from datetime import datetime

from challenges.judges.services.words import take_up
from challenges.judging.models import Reopening, Scorecard
from challenges.judging.services.errors import Decided, ReasonNeeded, SecondPersonNeeded
from challenges.judging.workflow import CardState, ReopeningState
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.services import reopen_scoring
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.service import service


@service
def ask_reopening(
    *, day: PitchDay, card: Scorecard | None, reason: str, by: User, key: str = "", now: datetime | None = None
) -> Reopening:
    """A second person is asked to open this sheet, or the round, again, once; records reopening.asked."""
    moment = zones.moment(now)
    if not reason.strip():
        raise ReasonNeeded
    locked = PitchDay.objects.select_for_update().get(pk=day.pk)
    if locked.state != PitchDayState.SCORES_CLOSED:
        raise Decided

    def make() -> Reopening:
        asked = Reopening.objects.filter(pitch_day=locked, card=card, state=ReopeningState.ASKED).first()
        if asked is not None:
            return asked
        made = Reopening.objects.create(pitch_day=locked, card=card, reason=reason[:300], asked_by=by, asked_at=moment)
        record("reopening.asked", by=by, subject=made, cohort=day.cohort, now=moment, note=reason)
        if card is not None:
            take_up(seat=card.seat, slot=card.slot, by=by, now=moment)
        return made

    return once(by=by, action="reopening.ask", key=key, make=make)


@service
def decide_reopening(*, reopening: Reopening, agree: bool, by: User, now: datetime | None = None) -> Reopening:
    """The sheet or the round is open again, or stays closed; records reopening.agreed or reopening.declined.

    Raises SecondPersonNeeded for whoever asked, Decided where scores are not closed any more.
    """
    moment = zones.moment(now)
    day = PitchDay.objects.select_for_update().get(pk=reopening.pitch_day_id)
    locked = Reopening.objects.select_for_update().get(pk=reopening.pk)
    if locked.state != ReopeningState.ASKED or (agree and day.state != PitchDayState.SCORES_CLOSED):
        raise Decided
    if locked.asked_by_id == by.pk:
        raise SecondPersonNeeded
    move(locked, "agree" if agree else "decline", by=by, now=moment)
    locked.decided_by, locked.decided_at = by, moment
    locked.save(update_fields=["decided_by", "decided_at"])
    if agree:
        _open(locked, day, by, moment)
    return locked


def _open(reopening: Reopening, day: PitchDay, by: User, now: datetime) -> None:
    if reopening.card is None:
        # The chair's right, used with the second person's consent.
        reopen_scoring(pitch_day=day, note=reopening.reason, by=reopening.asked_by or by, now=now)
        return
    PanelSeat.objects.select_for_update().get(pk=reopening.card.seat_id)
    card = Scorecard.objects.select_for_update().get(pk=reopening.card.pk)
    if card.state == CardState.SUBMITTED:
        move(card, "reopen", by=by, note=reopening.reason, now=now)
    card.is_reopened = True
    card.save(update_fields=["is_reopened"])
