"""Seats under real threads on PostgreSQL."""

import pytest

from cohorts.models import Booking
from cohorts.visits import services
from cohorts.visits.services.waiting import waiting_number
from core.audit.models import Event
from tests.factories.cohorts import CohortFactory, ParticipantFactory, VisitFactory


@pytest.mark.postgres
def test_thirty_people_for_five_seats(race):
    """C-04: 30 people press at once; exactly 5 have a seat, the rest stand on the waiting list in one order."""
    cohort = CohortFactory()
    visit = VisitFactory(cohort=cohort, capacity=5)
    places = ParticipantFactory.create_batch(30, cohort=cohort)

    def press(place):
        return lambda: services.book_seat(visit=visit, participant=place, by=place.user, or_wait=True, key="press")

    results = race(*map(press, places))
    assert [type(result) for result in results] == [Booking] * 30
    assert (sum(result.is_held for result in results), sum(result.is_waiting for result in results)) == (5, 25)
    assert Booking.objects.held().filter(visit=visit).count() == 5
    assert Event.objects.filter(event="booking.made").count() == 5
    waiting = list(Booking.objects.waiting().filter(visit=visit))
    assert [waiting_number(visit, booking.participant) for booking in waiting] == list(range(1, 26))


@pytest.mark.postgres
def test_two_give_up_at_once_and_two_move_up(race):
    """C-05: each seat that becomes free goes to one person who waits, in order, once."""
    visit = VisitFactory(capacity=2)
    places = ParticipantFactory.create_batch(5, cohort=visit.cohort)
    for place in places:
        services.book_seat(visit=visit, participant=place, by=None, or_wait=True)
    race(*(lambda place=place: services.cancel_seat(visit=visit, participant=place, by=None) for place in places[:2]))
    held = Booking.objects.held().filter(visit=visit).values_list("participant_id", flat=True)
    assert sorted(held) == sorted(place.pk for place in places[2:4])
    assert [booking.participant for booking in Booking.objects.waiting()] == [places[4]]
    assert Event.objects.filter(event="booking.came_free").count() == 2


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
