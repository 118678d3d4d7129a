"""Words from the desk to a judge, and the desk's request to the chair to open a sheet again."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from challenges.judges.models import Nudge, ReopenRequest
from challenges.pitchdays.models import PanelSeat, PitchSlot
from cohorts.messages.services import notify
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.people.links import site_link
from core.service import service

# A judge is not to be rung at all the time: so long apart, and so many an hour.
APART = timedelta(minutes=3)
AN_HOUR = 6


class TooSoon(Refused):
    """The judge had a word a moment ago, or many in the last hour."""

    message = _("This judge had a word from you just now. Give them a few minutes.")


class HasLeft(Refused):
    """The judge is not on the panel any more."""

    message = _("This judge has left the panel.")


class AskedAlready(Refused):
    """The chair has this request."""

    message = _("The chair has this request already.")


class OtherDay(Refused):
    """Judge and pitch are of two days."""

    message = _("That pitch is not of this day.")


@service
def nudge(
    *, seat: PanelSeat, words: str, is_mailed: bool = False, by: User, key: str = "", now: datetime | None = None
) -> Nudge:
    """The judge's page shows these words, and a letter brings them too if asked; records judge.nudged."""
    moment = zones.moment(now)
    locked = PanelSeat.objects.select_for_update().get(pk=seat.pk)

    def make() -> Nudge:
        _refuse_nagging(locked, moment)
        made = Nudge.objects.create(seat=seat, words=words, by=by, is_mailed=is_mailed, sent_at=moment)
        record("judge.nudged", by=by, subject=seat, cohort=seat.cohort, now=moment, mailed=is_mailed)
        if is_mailed:
            _mail(made, by, moment)
        return made

    return once(by=by, action="judge.nudge", key=key, make=make)


def _refuse_nagging(seat: PanelSeat, now: datetime) -> None:
    if seat.left_at is not None:
        raise HasLeft
    earlier = Nudge.objects.filter(seat=seat)
    is_often = earlier.filter(sent_at__gt=now - timedelta(hours=1)).count() >= AN_HOUR
    if is_often or earlier.filter(sent_at__gt=now - APART).exists():
        raise TooSoon


def _mail(made: Nudge, by: User, now: datetime) -> None:
    facts = {"message": made.words, "link": site_link("/judge/")}
    seat = made.seat
    notify(cohort=seat.cohort, kind="judges.nudge", to=[seat.user], facts=facts, by=by, key=f"nudge:{made.pk}", now=now)


@service
def put_away(*, seat: PanelSeat, by: User, now: datetime | None = None) -> None:
    """The judge has read the words from the desk; they no longer show. No event: nothing was decided."""
    Nudge.objects.filter(seat=seat, seen_at=None).update(seen_at=zones.moment(now))


@service
def ask_reopening(
    *, seat: PanelSeat, slot: PitchSlot, reason: str, by: User, key: str = "", now: datetime | None = None
) -> ReopenRequest:
    """The chair sees the request beside their own pitches; nothing is opened by it; records reopening.wished."""
    PanelSeat.objects.select_for_update().get(pk=seat.pk)

    def make() -> ReopenRequest:
        if slot.pitch_day_id != seat.pitch_day_id:
            raise OtherDay
        if ReopenRequest.objects.filter(seat=seat, slot=slot, answered_at=None).exists():
            raise AskedAlready
        facts = {"reason": reason, "asked_by": by, "asked_at": zones.moment(now)}
        asked = ReopenRequest.objects.create(seat=seat, slot=slot, **facts)
        record("reopening.wished", by=by, subject=asked, cohort=seat.cohort, now=now)
        return asked

    return once(by=by, action="reopening.ask", key=key, make=make)


@service
def take_up(*, seat: PanelSeat, slot: PitchSlot, by: User, now: datetime | None = None) -> None:
    """What was asked of the chair about this sheet no longer waits: the chair has taken it up."""
    for asked in ReopenRequest.objects.filter(seat=seat, slot=slot, answered_at=None):
        answer_reopening(asked=asked, is_granted=True, by=by, now=now)


@service
def answer_reopening(*, asked: ReopenRequest, is_granted: bool, by: User, now: datetime | None = None) -> ReopenRequest:
    """The request no longer waits; opening the sheet is a step of its own; records reopening.answered."""
    locked = ReopenRequest.objects.select_for_update().get(pk=asked.pk)
    if locked.answered_at is None:
        locked.answered_at, locked.is_granted = zones.moment(now), is_granted
        locked.save(update_fields=["answered_at", "is_granted"])
        record("reopening.answered", by=by, subject=asked, cohort=asked.cohort, now=now, granted=is_granted)
    return locked
