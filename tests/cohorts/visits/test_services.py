"""Programme days: making, changing, cancelling, seats, attendance, hosts, leaving."""

from datetime import UTC, datetime, timedelta

import pytest

from cohorts.models import Booking, Visit, VisitHost
from cohorts.people.services.leaving import leaving_effects, withdraw_participant
from cohorts.visits import services
from cohorts.visits.models import Attendance, BookingState
from core.audit.models import Event
from core.models import Invitation, Organisation
from core.outbox.models import OutboxMessage
from tests.clock import START
from tests.factories.cohorts import BookingFactory, ParticipantFactory, VisitFactory

BEGINS = datetime(2027, 3, 18, 9, 30, tzinfo=UTC)


def plan(**changes):
    facts = {
        "host": "Tallis Cloud",
        "title": "Programme day 3",
        "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=7),
        "capacity": 20,
        "town": "Leeds",
        "address": "1 Mill Lane",
        "bring": "Photo ID",
    }
    return {**facts, **changes}


def events(*names):
    return list(Event.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True))


def as_planned(visit, **changes):
    names = ("host", "title", "starts_at", "ends_at", "capacity", "summary", "town", "address", "bring")
    return {**{name: getattr(visit, name) for name in names}, **changes}


def test_create_visit_finds_or_makes_the_host_as_a_company(world, organiser):
    visit = services.create_visit(cohort=world.cohort, by=organiser, **plan())
    assert (visit.host.name, visit.host.sector, visit.is_published) == ("Tallis Cloud", "PRIVATE", False)
    again = services.create_visit(
        cohort=world.cohort, by=organiser, **plan(host="tallis cloud", title="Programme day 4")
    )
    assert again.host == visit.host
    assert events("visit.created", "organisation.added") == ["organisation.added", "visit.created", "visit.created"]


def test_create_visit_with_the_same_key_makes_one(world, organiser):
    """Doubled posts make one visit."""
    first = services.create_visit(cohort=world.cohort, by=organiser, key="k1", **plan())
    second = services.create_visit(cohort=world.cohort, by=organiser, key="k1", **plan())
    assert first == second
    assert Visit.objects.filter(title="Programme day 3").count() == 1
    assert events("visit.created") == ["visit.created"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"ends_at": BEGINS}, services.EndsBeforeStart), ({"capacity": 0}, services.NoSeats)],
)
def test_create_visit_refuses_nonsense_and_writes_nothing(world, organiser, changes, reason):
    with pytest.raises(reason):
        services.create_visit(cohort=world.cohort, by=organiser, **plan(**changes))
    assert not Organisation.objects.filter(name="Tallis Cloud").exists()


def test_edit_visit_refuses_fewer_seats_than_are_taken_naming_the_people(world, organiser):
    """C-06: lowering the capacity below what is taken is refused and says who holds the seats."""
    BookingFactory(visit=world.visit, participant=world.mate_place)
    with pytest.raises(services.CapacityBelowTaken) as refused:
        services.edit_visit(visit=world.visit, by=organiser, **as_planned(world.visit, capacity=1))
    said = "2 seats are taken, by Hana Aziz, Leo Marks. Ask somebody to give one up first."
    assert str(refused.value.message) == said
    world.visit.refresh_from_db()
    assert world.visit.capacity == 5
    assert services.edit_visit(visit=world.visit, by=organiser, **as_planned(world.visit, capacity=2)).capacity == 2


def test_edit_visit_tells_those_who_booked_of_a_new_time(world, organiser):
    visit = world.visit
    later = {"starts_at": visit.starts_at + timedelta(days=20), "ends_at": visit.ends_at + timedelta(days=20)}
    services.edit_visit(visit=visit, by=organiser, **as_planned(visit, **later))
    assert events("visit.edited", "visit.moved") == ["visit.edited", "visit.moved"]
    letters = list(OutboxMessage.objects.filter(kind="visits.moved").order_by("pk"))
    assert [letter.address for letter in letters] == ["participant@example.com", "host@example.com"]
    assert "Before, it began: Thu 11 Mar 2027, 10:00 GMT" in letters[0].body
    assert "It begins: Wed 31 Mar 2027, 11:00 BST" in letters[0].body
    assert f"/my/spring-2027/visits/{visit.key}/" in letters[0].body
    assert f"/partner/visits/{visit.key}/" in letters[1].body


def test_edit_visit_that_changes_only_words_tells_nobody(world, organiser):
    services.edit_visit(visit=world.visit, by=organiser, **as_planned(world.visit, summary="Robots"))
    assert events("visit.edited", "visit.moved") == ["visit.edited"]
    assert OutboxMessage.objects.count() == 0


def test_edit_visit_that_changes_nothing_records_nothing(world, organiser):
    services.edit_visit(visit=world.visit, by=organiser, **as_planned(world.visit))
    assert events("visit.edited") == []


def test_open_booking_records_once(world, organiser):
    visit = VisitFactory(cohort=world.cohort, is_published=False)
    services.open_booking(visit=visit, by=organiser)
    assert services.open_booking(visit=visit, by=organiser).is_published is True
    assert events("visit.opened") == ["visit.opened"]


def test_cancel_visit_tells_those_who_booked_once_and_erases_needs(world, organiser, participant):
    services.give_access_need(visit=world.visit, text="A ramp", agreed=True, by=participant)
    services.cancel_visit(visit=world.visit, reason="The host has moved.", by=organiser)
    services.cancel_visit(visit=world.visit, reason="Again.", by=organiser)
    letters = OutboxMessage.objects.filter(kind="visits.cancelled")
    assert sorted(letter.address for letter in letters) == ["host@example.com", "participant@example.com"]
    assert all("Why: The host has moved." in letter.body for letter in letters)
    assert events("visit.cancelled") == ["visit.cancelled"]
    assert not hasattr(Booking.objects.get(pk=world.booking.pk), "need")


def test_visit_that_is_over_is_not_cancelled(world, organiser, clock):
    clock.set(world.visit.ends_at)
    with pytest.raises(services.VisitIsOver):
        services.cancel_visit(visit=world.visit, by=organiser)
    assert events("visit.cancelled") == []


def test_cancelled_visit_takes_no_more_changes(world, organiser, team_mate):
    visit = services.cancel_visit(visit=world.visit, by=organiser)
    with pytest.raises(services.VisitIsCancelled):
        services.edit_visit(visit=visit, by=organiser, **as_planned(visit, capacity=9))
    with pytest.raises(services.VisitIsCancelled):
        services.open_booking(visit=visit, by=organiser)
    with pytest.raises(services.VisitIsCancelled):
        services.book_seat(visit=visit, participant=world.mate_place, by=team_mate)


def test_host_is_added_once_and_invited(world, organiser):
    for _time in range(2):
        services.add_host(
            visit=world.visit, email="Nia.Rees@example.com", first_name="Nia", last_name="Rees", by=organiser
        )
    assert VisitHost.objects.filter(visit=world.visit, user__email="nia.rees@example.com").count() == 1
    assert events("visit.host_added", "invitation.made") == ["visit.host_added", "invitation.made"]
    invitation = Invitation.objects.get(user__email="nia.rees@example.com")
    assert (invitation.role, invitation.cohort_id) == ("host", world.cohort.pk)
    assert OutboxMessage.objects.get().address == "nia.rees@example.com"


def test_host_is_removed(world, organiser, host):
    services.remove_host(visit=world.visit, user=host, by=organiser)
    services.remove_host(visit=world.visit, user=host, by=organiser)
    assert world.visit.hosts.count() == 0
    assert events("visit.host_removed") == ["visit.host_removed"]


def test_book_seat_holds_one_seat(world, team_mate):
    booking = services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="a")
    again = services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="b")
    assert (again, booking.booked_at) == (booking, START)
    assert events("booking.made") == ["booking.made"]
    assert Event.objects.get(event="booking.made").data == {"seats_left": 3}


def test_rebooking_reuses_the_row(world, participant):
    services.cancel_seat(visit=world.visit, participant=world.place, by=participant)
    again = services.book_seat(visit=world.visit, participant=world.place, by=participant)
    assert (again.pk, again.state, again.cancelled_at) == (world.booking.pk, BookingState.BOOKED, None)
    assert events("booking.made", "booking.cancelled") == ["booking.cancelled", "booking.made"]


def test_a_late_double_of_booking_does_not_book_again(world, team_mate):
    """A doubled post that arrives after the seat was given up changes nothing."""
    services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="a")
    services.cancel_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="b")
    late = services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="a")
    assert late.is_held is False
    assert events("booking.made") == ["booking.made"]


def test_full_visit_is_refused_until_a_seat_is_free(world, participant, team_mate):
    world.visit.capacity = 1
    world.visit.save()
    with pytest.raises(services.VisitFull):
        services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="a")
    services.cancel_seat(visit=world.visit, participant=world.place, by=participant)
    assert services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, key="a").is_held


def test_who_waits_first_gets_the_seat_that_becomes_free_and_is_told(world, participant, team_mate):
    """C-04: the waiting list is in order, a seat is never free while somebody waits."""
    world.visit.capacity = 1
    world.visit.save()
    third = ParticipantFactory(cohort=world.cohort)
    first = services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, or_wait=True, key="a")
    again = services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate, or_wait=True, key="b")
    second = services.book_seat(visit=world.visit, participant=third, by=third.user, or_wait=True)
    assert (first.is_waiting, again.pk, second.is_waiting) == (True, first.pk, True)
    services.cancel_seat(visit=world.visit, participant=world.place, by=participant)
    states = dict(Booking.objects.values_list("participant", "state"))
    assert states == {world.place.pk: "CANCELLED", world.mate_place.pk: "BOOKED", third.pk: "WAITING"}
    told = OutboxMessage.objects.get(subject="You have a seat on Programme day 2 now")
    assert told.to == team_mate
    assert events("booking.waits", "booking.came_free", "booking.cancelled") == [
        "booking.waits",
        "booking.waits",
        "booking.cancelled",
        "booking.came_free",
    ]


def test_new_seats_go_to_those_who_wait(world, organiser):
    """C-04: raising the capacity seats people in the order in which they came."""
    world.visit.capacity = 1
    world.visit.save()
    places = [world.mate_place, *ParticipantFactory.create_batch(2, cohort=world.cohort)]
    for place in places:
        services.book_seat(visit=world.visit, participant=place, by=place.user, or_wait=True)
    services.edit_visit(visit=world.visit, by=organiser, **as_planned(world.visit, capacity=3))
    held = Booking.objects.held().exclude(participant=world.place).values_list("participant_id", flat=True)
    assert sorted(held) == sorted(place.pk for place in places[:2])


def test_waiting_ends_by_giving_up_and_by_leaving_the_cohort(world, team_mate):
    """C-05: who went does not get a seat."""
    world.visit.capacity = 1
    world.visit.save()
    third = ParticipantFactory(cohort=world.cohort)
    for place in (world.mate_place, third):
        services.book_seat(visit=world.visit, participant=place, by=place.user, or_wait=True)
    services.cancel_seat(visit=world.visit, participant=world.mate_place, by=team_mate)
    withdraw_participant(participant=third, by=None)
    services.cancel_seat(visit=world.visit, participant=world.place, by=None)
    assert list(Booking.objects.exclude(state="CANCELLED")) == []
    assert events("booking.waits_no_more", "booking.came_free") == ["booking.waits_no_more"] * 2


def test_seat_is_not_booked_before_opening_nor_after_the_start(world, team_mate, clock):
    closed = VisitFactory(cohort=world.cohort, is_published=False)
    with pytest.raises(services.NotOpenYet):
        services.book_seat(visit=closed, participant=world.mate_place, by=team_mate)
    clock.set(world.visit.starts_at)
    with pytest.raises(services.VisitHasBegun):
        services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate)
    with pytest.raises(services.VisitHasBegun):
        services.cancel_seat(visit=world.visit, participant=world.place, by=team_mate)


def test_only_people_of_the_cohort_book(world, organiser, team_mate):
    """O-01: a participant of another cohort, and one who left, hold no seat."""
    elsewhere = ParticipantFactory(cohort=world.other_cohort)
    with pytest.raises(services.NotTakingPart):
        services.book_seat(visit=world.visit, participant=elsewhere, by=elsewhere.user)
    withdraw_participant(participant=world.mate_place, by=organiser)
    with pytest.raises(services.NotTakingPart):
        services.book_seat(visit=world.visit, participant=world.mate_place, by=team_mate)


def test_cancelling_a_seat_nobody_holds_is_refused(world, team_mate):
    with pytest.raises(services.NoSeatHeld):
        services.cancel_seat(visit=world.visit, participant=world.mate_place, by=team_mate)


def test_attendance_is_marked_for_many_and_again_without_effect(world, host, clock):
    mate = BookingFactory(visit=world.visit, participant=world.mate_place)
    clock.forward(days=2)
    marks = {world.booking.key: Attendance.CAME, mate.key: Attendance.ABSENT}
    assert services.mark_attendance(visit=world.visit, marks=marks, by=host) == 2
    assert services.mark_attendance(visit=world.visit, marks=marks, by=host) == 0
    assert events("attendance.marked") == ["attendance.marked"]
    visit = Visit.objects.with_seats().get(pk=world.visit.pk)
    assert (visit.taken, visit.came, visit.absent) == (2, 1, 1)


def test_attendance_is_refused_early_and_for_other_visits(world, host, clock):
    """O-01: a booking of another visit is not marked through this one."""
    with pytest.raises(services.TooEarlyToMark):
        services.mark_attendance(visit=world.visit, marks={world.booking.key: Attendance.CAME}, by=host)
    clock.forward(days=2)
    elsewhere = BookingFactory()
    with pytest.raises(services.NotOnThisVisit):
        services.mark_attendance(visit=world.visit, marks={elsewhere.key: Attendance.CAME}, by=host)
    with pytest.raises(services.UnknownMark):
        services.mark_attendance(visit=world.visit, marks={world.booking.key: "LATE"}, by=host)
    assert events("attendance.marked") == []


def test_leaving_the_cohort_frees_seats_ahead_only(world, organiser, participant):
    over = VisitFactory(cohort=world.cohort, starts_at=START - timedelta(days=7), ends_at=START - timedelta(days=6))
    kept = BookingFactory(visit=over, participant=world.place)
    assert "The seat on “Programme day 2” becomes free." in leaving_effects(world.place)
    withdraw_participant(participant=world.place, by=participant)
    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {world.booking.pk: BookingState.CANCELLED, kept.pk: BookingState.BOOKED}
    assert events("booking.cancelled") == ["booking.cancelled"]


def test_visits_move_with_the_cohort_and_keep_their_wall_clock(world, organiser):
    """D-02: a visit at ten in the morning stays there when the cohort moves across the clock change."""
    services.move_visits(cohort=world.cohort, days=28, old_zone="Europe/London", by=organiser)
    world.visit.refresh_from_db()
    assert world.visit.starts_at == datetime(2027, 4, 8, 9, 0, tzinfo=UTC)
    assert events("visit.moved") == ["visit.moved"]
