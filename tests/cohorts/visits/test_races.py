"""Seats under real threads on PostgreSQL."""

import pytest

from cohorts.models import Booking
from cohorts.visits import services
from cohorts.visits.models import BookingState
from core.audit.models import Event
from tests.factories.cohorts import CohortFactory, ParticipantFactory, VisitFactory


@pytest.mark.postgres
def test_thirty_people_for_five_seats(race):
    """C-04: 30 people press at once; exactly 5 have a seat and the rest are told that it is full."""
    cohort = CohortFactory()
    visit = VisitFactory(cohort=cohort, capacity=5)
    places = ParticipantFactory.create_batch(30, cohort=cohort)

    def press(place):
        return lambda: services.book_seat(visit=visit, participant=place, by=place.user, key="press")

    results = race(*map(press, places))
    assert sum(isinstance(result, Booking) for result in results) == 5
    assert sum(isinstance(result, services.VisitFull) for result in results) == 25
    assert Booking.objects.filter(visit=visit, state=BookingState.BOOKED).count() == 5
    assert Event.objects.filter(event="booking.made").count() == 5


@pytest.mark.postgres
def test_double_press_takes_one_seat(race):
    """C-04: the same press twice at once is one seat."""
    visit = VisitFactory()
    place = ParticipantFactory(cohort=visit.cohort)

    def press():
        return services.book_seat(visit=visit, participant=place, by=place.user, key="press")

    first, second = race(press, press)
    assert first == second
    assert Event.objects.filter(event="booking.made").count() == 1


@pytest.mark.postgres
def test_capacity_is_not_lowered_under_a_booking(race):
    """C-06: lowering the capacity while the last seat is booked: one of the two is refused."""
    visit = VisitFactory(capacity=1)
    place = ParticipantFactory(cohort=visit.cohort)
    names = ("host", "title", "starts_at", "ends_at", "summary", "town", "address", "bring")
    plan = {name: getattr(visit, name) for name in names}
    for other in ParticipantFactory.create_batch(1, cohort=visit.cohort):
        services.book_seat(visit=visit, participant=other, by=None)
    visit.capacity = 2
    visit.save()
    results = race(
        lambda: services.book_seat(visit=visit, participant=place, by=None),
        lambda: services.edit_visit(visit=visit, by=None, capacity=1, **plan),
    )
    refused = [type(result) for result in results if isinstance(result, Exception)]
    assert refused in ([services.VisitFull], [services.CapacityBelowTaken])
    visit.refresh_from_db()
    assert Booking.objects.held().filter(visit=visit).count() <= visit.capacity
