"""Seats that organisers give and take back for others, who are told by mail."""

from datetime import datetime

from cohorts.messages.services import notify
from cohorts.models import Participant
from cohorts.visits.letters import visit_facts
from cohorts.visits.mail import SEAT_FREED, SEAT_GIVEN
from cohorts.visits.models import Booking, Visit
from cohorts.visits.services.errors import AlreadySeated, NotOnThisVisit, NoWhy
from cohorts.visits.services.seats import book_seat, let_go, refuse_unless_open
from cohorts.visits.services.visits import lock_visit
from cohorts.visits.services.waiting import fill_free_seats
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service


@service
def give_seat(
    *, visit: Visit, participant: Participant, by: User, now: datetime | None = None, key: str = ""
) -> Booking:
    """The participant holds a seat as if they had booked it, and is told; records booking.made."""
    now = zones.moment(now)

    def make() -> Booking:
        # The person first, then the visit, as in booking.
        place = Participant.objects.select_for_update(of=("self",)).select_related("user").get(pk=participant.pk)
        locked = lock_visit(visit)
        if locked.bookings.held().filter(participant=place).exists():
            raise AlreadySeated
        booking = book_seat(visit=locked, participant=place, by=by, now=now)
        _tell(booking, SEAT_GIVEN, "", by, f"given-{booking.key}-{now.isoformat()}", now)
        return booking

    return once(by=by, action="seat.give", key=key, make=make)


@service
def take_seat_back(*, visit: Visit, booking: Booking, reason: str, by: User, now: datetime | None = None) -> Booking:
    """The seat goes to who waits first, or is free; the need is erased; records booking.freed; the person is told."""
    now = zones.moment(now)
    locked = lock_visit(visit)
    if not reason:
        raise NoWhy
    held: Booking | None = locked.bookings.held().with_people().filter(pk=booking.pk).first()
    if held is None:
        raise NotOnThisVisit
    refuse_unless_open(locked, now)
    held.visit = locked
    let_go(held, now)
    event = record("booking.freed", by=by, subject=held, cohort=locked.cohort, now=now, note=reason)
    _tell(held, SEAT_FREED, reason, by, f"freed-{event.pk}", now)
    fill_free_seats(locked, by, now)
    return held


def _tell(booking: Booking, kind: str, reason: str, by: User, key: str, now: datetime) -> None:
    visit = booking.visit
    facts, people = visit_facts(visit, reason=reason), [booking.participant.user]
    notify(cohort=visit.cohort, kind=kind, to=people, facts=facts, by=by, key=key, now=now)
