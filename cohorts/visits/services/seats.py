"""Seats: booking, giving up, and who came. The visit is locked before anything is counted."""

from collections.abc import Mapping
from datetime import datetime

from cohorts.models import Participant
from cohorts.visits.models import AccessNeed, Attendance, Booking, BookingState, Visit
from cohorts.visits.services.errors import (
    NoSeatHeld,
    NotOnThisVisit,
    NotOpenYet,
    NotTakingPart,
    TooEarlyToMark,
    UnknownMark,
    VisitFull,
    VisitHasBegun,
    VisitIsCancelled,
)
from cohorts.visits.services.visits import lock_visit
from cohorts.visits.services.waiting import fill_free_seats, stop_waiting, wait_for_seat
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@service
def book_seat(
    *,
    visit: Visit,
    participant: Participant,
    by: User | None,
    or_wait: bool = False,
    now: datetime | None = None,
    key: str = "",
) -> Booking:
    """The participant holds one seat on the visit, never one too many; records booking.made; sends nothing.

    Who may wait (or_wait) stands on the waiting list of a full visit, recorded as booking.waits; others get VisitFull.
    """
    now = zones.moment(now)

    def make() -> Booking:
        # The person first, then the visit: leaving the cohort takes its locks in the same order.
        place = Participant.objects.select_for_update().get(pk=participant.pk)
        locked = lock_visit(visit)
        if not place.is_active or place.cohort_id != locked.cohort_id:
            raise NotTakingPart
        refuse_unless_open(locked, now)
        return _take_seat(locked, place, by, or_wait, now)

    return once(by=by, action="seat.book", key=key, make=make)


def refuse_unless_open(visit: Visit, now: datetime) -> None:
    """Raises the reason for which no seat on the locked visit can change now."""
    if visit.is_cancelled:
        raise VisitIsCancelled
    if not visit.is_published:
        raise NotOpenYet
    if visit.has_begun(now):
        raise VisitHasBegun


def _take_seat(visit: Visit, place: Participant, by: User | None, or_wait: bool, now: datetime) -> Booking:
    booking: Booking | None = visit.bookings.filter(participant=place).first()
    if booking is not None and booking.is_held:
        return booking
    taken = visit.bookings.held().count()
    booking = booking or Booking(visit=visit, participant=place)
    if taken >= visit.capacity:
        if or_wait:
            return wait_for_seat(visit, booking, by, now)
        raise VisitFull
    booking.state, booking.booked_at, booking.cancelled_at = BookingState.BOOKED, now, None
    booking.save()
    left = visit.capacity - taken - 1
    record("booking.made", by=by, subject=booking, cohort=visit.cohort, now=now, seats_left=left)
    return booking


@service
def cancel_seat(
    *, visit: Visit, participant: Participant, by: User | None, now: datetime | None = None, key: str = ""
) -> Booking:
    """The participant neither holds a seat nor waits, their needs are erased; records it; who waits first moves up."""
    now = zones.moment(now)

    def make() -> Booking:
        locked = lock_visit(visit)
        booking: Booking | None = locked.bookings.filter(participant=participant).first()
        if booking is None:
            raise NoSeatHeld
        booking.visit = locked
        _give_up(booking, by, now)
        return booking

    return once(by=by, action="seat.cancel", key=key, make=make)


def _give_up(booking: Booking, by: User | None, now: datetime) -> None:
    if booking.is_waiting:
        stop_waiting(booking, by, now)
    elif booking.is_held:
        if booking.visit.has_begun(now):
            raise VisitHasBegun
        free_seat(booking, by, now)


def free_seat(booking: Booking, by: User | None, now: datetime) -> None:
    """The seat of a locked visit is free again, or somebody's who waited; records booking.cancelled."""
    let_go(booking, now)
    record("booking.cancelled", by=by, subject=booking, cohort=booking.visit.cohort, now=now)
    fill_free_seats(booking.visit, by, now)


def let_go(booking: Booking, now: datetime) -> None:
    """The booking holds no seat and no need is kept with it; records nothing: who let it go does."""
    booking.state, booking.cancelled_at = BookingState.CANCELLED, now
    booking.save(update_fields=["state", "cancelled_at"])
    AccessNeed.objects.filter(booking=booking).delete()


@service
def mark_attendance(*, visit: Visit, marks: Mapping[str, str], by: User | None, now: datetime | None = None) -> int:
    """Each booking (by key) has its mark; the number that changed, and attendance.marked when any did."""
    now, visit = zones.moment(now), lock_visit(visit)
    if visit.is_cancelled:
        raise VisitIsCancelled
    zone = visit.cohort.zone
    if zones.today(zone, now) < zones.today(zone, visit.starts_at):
        raise TooEarlyToMark
    if set(marks.values()) - set(Attendance.values):
        raise UnknownMark
    bookings = list(visit.bookings.held().filter(key__in=list(marks)))
    if len(bookings) != len(marks):
        raise NotOnThisVisit
    changed = [booking for booking in bookings if booking.attendance != marks[booking.key]]
    for booking in changed:
        booking.attendance = Attendance(marks[booking.key])
    Booking.objects.bulk_update(changed, ["attendance"])
    if changed:
        count = {mark: sum(booking.attendance == mark for booking in changed) for mark in Attendance.values}
        record("attendance.marked", by=by, subject=visit, cohort=visit.cohort, now=now, people=len(changed), **count)
    return len(changed)
