"""The waiting list of a full programme day: who waits, and who gets a seat that has become free."""

from datetime import datetime

from cohorts.messages.services import notify
from cohorts.models import Participant
from cohorts.visits.letters import visit_facts
from cohorts.visits.mail import SEAT_CAME_FREE
from cohorts.visits.models import Booking, BookingState, Visit
from core.audit.record import record
from core.models import User


def wait_for_seat(visit: Visit, booking: Booking, by: User | None, now: datetime) -> Booking:
    """The booking of a locked, full visit stands last on its waiting list; records booking.waits, once."""
    if booking.is_waiting:
        return booking
    booking.state, booking.booked_at, booking.cancelled_at = BookingState.WAITING, now, None
    booking.save()
    record("booking.waits", by=by, subject=booking, cohort=visit.cohort, now=now)
    return booking


def stop_waiting(booking: Booking, by: User | None, now: datetime) -> None:
    """The booking of a locked visit is off the waiting list; records booking.waits_no_more."""
    booking.state, booking.cancelled_at = BookingState.CANCELLED, now
    booking.save(update_fields=["state", "cancelled_at"])
    record("booking.waits_no_more", by=by, subject=booking, cohort=booking.visit.cohort, now=now)


def fill_free_seats(visit: Visit, by: User | None, now: datetime) -> list[Booking]:
    """Free seats of a locked visit go to those who wait, first come first; each is told and recorded."""
    if visit.is_cancelled or not visit.is_published or visit.has_begun(now):
        return []
    free = visit.capacity - visit.bookings.held().count()
    if free <= 0:
        return []
    lucky = list(visit.bookings.waiting().select_related("participant__user")[:free])
    for booking in lucky:
        booking.visit = visit
        _seat(booking, by, now)
    return lucky


def _seat(booking: Booking, by: User | None, now: datetime) -> None:
    booking.state, booking.booked_at = BookingState.BOOKED, now
    booking.save(update_fields=["state", "booked_at"])
    event = record("booking.came_free", by=None, subject=booking, cohort=booking.visit.cohort, now=now)
    visit, place = booking.visit, booking.participant
    facts, people = visit_facts(visit), [place.user]
    notify(
        cohort=visit.cohort, kind=SEAT_CAME_FREE, to=people, facts=facts, by=by, key=f"came-free-{event.pk}", now=now
    )


def waiting_number(visit: Visit, place: Participant) -> int:
    """The person's number on the waiting list, from 1; 0 when they do not wait."""
    order = list(visit.bookings.waiting().values_list("participant_id", flat=True))
    return order.index(place.pk) + 1 if place.pk in order else 0
