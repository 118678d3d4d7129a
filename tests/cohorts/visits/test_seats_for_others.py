"""Seats that organisers give and take back: the same rules, the person told, the history kept."""

from datetime import timedelta

import pytest

from cohorts.models import Booking, Visit
from cohorts.visits import services
from cohorts.visits.models import AccessNeed
from core.audit.models import Event
from core.audit.timeline import timeline
from core.models import OutboxMessage
from tests.clock import START
from tests.factories.cohorts import ParticipantFactory, VisitFactory

pytestmark = pytest.mark.django_db


def letters(kind):
    return [(one.to.name, one.subject, one.body) for one in OutboxMessage.objects.filter(kind=kind).order_by("pk")]


def address(world, rest):
    return f"/organise/spring-2027/visits/{world.visit.key}/{rest}"


def test_organiser_gives_a_seat_and_the_person_is_told(world, organiser):
    booking = services.give_seat(visit=world.visit, participant=world.mate_place, by=organiser)
    assert (booking.is_held, booking.participant) == (True, world.mate_place)
    [(name, subject, body)] = letters("visits.seat_given")
    assert (name, subject) == ("Leo Marks", "You have a seat on Programme day 2")
    assert f"/my/spring-2027/visits/{world.visit.key}/" in body
    [event] = Event.objects.filter(event="booking.made")
    assert (event.actor_label, event.data) == ("Ade Bankole", {"seats_left": 3})


def test_same_key_gives_one_seat_and_one_letter(world, organiser):
    for _again in range(2):
        services.give_seat(visit=world.visit, participant=world.mate_place, by=organiser, key="k")
    assert (world.visit.bookings.held().count(), len(letters("visits.seat_given"))) == (2, 1)


@pytest.mark.parametrize(
    "fields, refusal",
    [
        ({"capacity": 1}, services.VisitFull),
        ({"is_published": False}, services.NotOpenYet),
        ({"cancelled_at": START}, services.VisitIsCancelled),
        ({"starts_at": START}, services.VisitHasBegun),
    ],
)
def test_rules_of_booking_hold_for_organisers_too(world, organiser, fields, refusal):
    """C-06: never one seat too many."""
    Visit.objects.filter(pk=world.visit.pk).update(**fields)
    with pytest.raises(refusal):
        services.give_seat(visit=world.visit, participant=world.mate_place, by=organiser)
    assert OutboxMessage.objects.count() == 0


def test_seat_is_given_to_people_of_the_cohort_without_one(world, organiser):
    """O-01."""
    with pytest.raises(services.AlreadySeated):
        services.give_seat(visit=world.visit, participant=world.place, by=organiser)
    with pytest.raises(services.NotTakingPart):
        services.give_seat(visit=world.visit, participant=ParticipantFactory(), by=organiser)


def test_seat_taken_back_is_free_for_others_and_its_need_erased(world, organiser):
    AccessNeed.objects.create(booking=world.booking, text="Step-free", consent="Yes", given_at=START)
    Visit.objects.filter(pk=world.visit.pk).update(capacity=1)
    services.take_seat_back(visit=world.visit, booking=world.booking, reason="Somebody needs it more", by=organiser)
    assert (Booking.objects.get(pk=world.booking.pk).is_held, AccessNeed.objects.count()) == (False, 0)
    [(name, subject, body)] = letters("visits.seat_freed")
    assert (name, subject) == ("Hana Aziz", "Your seat on Programme day 2")
    assert "Why: Somebody needs it more" in body
    [row] = [row for row in timeline(cohort=world.cohort) if row.event == "booking.freed"]
    assert (row.words, row.note) == ("took back the seat of Hana Aziz, Programme day 2", "Somebody needs it more")
    assert services.book_seat(visit=world.visit, participant=world.mate_place, by=None).is_held


def test_seat_is_taken_back_with_a_reason_before_the_day_and_once(world, organiser, clock):
    back = {"visit": world.visit, "booking": world.booking, "by": organiser}
    with pytest.raises(services.NoWhy):
        services.take_seat_back(**back, reason="")
    with pytest.raises(services.NotOnThisVisit):
        services.take_seat_back(**back | {"visit": VisitFactory(cohort=world.cohort)}, reason="Ill")
    clock.set(world.visit.starts_at + timedelta(minutes=1))
    with pytest.raises(services.VisitHasBegun):
        services.take_seat_back(**back, reason="Ill")


def test_organiser_books_somebody_in_from_the_day_s_page(world, sign_in):
    client = sign_in("organiser")
    assert address(world, "seats/add/") in client.get(address(world, "")).content.decode()
    chooser = client.get(address(world, "seats/add/"))
    assert list(chooser.context["form"].fields["person"].queryset) == [world.mate_place, world.other_place]
    asked = f"{address(world, 'seats/add/')}?person={world.mate_place.key}"
    page = client.get(asked)
    assert page.context["effects"] == ["Leo Marks has a seat on Programme day 2.", "3 seats are left after that."]
    assert page.context["preview"].names == ["Leo Marks"]
    assert world.visit.bookings.held().count() == 1
    once = str(page.context["form"]["once"].value())
    for _again in range(2):
        assert client.post(asked, {"once": once}).status_code == 302
    assert (world.visit.bookings.held().count(), len(letters("visits.seat_given"))) == (2, 1)


def test_person_of_another_cohort_cannot_be_booked_in(world, sign_in):
    """O-01, O-05."""
    other = ParticipantFactory(cohort=world.other_cohort)
    assert sign_in("organiser").post(f"{address(world, 'seats/add/')}?person={other.key}").status_code == 422
    assert sign_in("other_organiser").get(address(world, "seats/add/")).status_code == 404


def test_full_day_offers_no_booking_and_refuses_it(world, sign_in):
    Visit.objects.update(capacity=1)
    client = sign_in("organiser")
    page = client.get(address(world, "")).content.decode()
    assert ("Every seat is taken: to book" in page, address(world, "seats/add/") in page) == (True, False)
    answer = client.post(f"{address(world, 'seats/add/')}?person={world.mate_place.key}", {})
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        [str(services.VisitFull.message)],
    )


def test_organiser_takes_a_seat_back_from_the_day_s_page(world, sign_in):
    client = sign_in("organiser")
    link = address(world, f"seats/{world.booking.key}/free/")
    assert link in client.get(address(world, "")).content.decode()
    page = client.get(link)
    assert (page.context["preview"].names, world.visit.bookings.held().count()) == (["Hana Aziz"], 1)
    assert client.post(link, {"reason": ""}).status_code == 422
    for _again in range(2):
        assert client.post(link, {"reason": "Ill"})["Location"] == address(world, "")
    assert (world.visit.bookings.held().count(), len(letters("visits.seat_freed"))) == (0, 1)


def test_seat_of_another_visit_is_not_found(world, sign_in):
    """O-01."""
    other = VisitFactory(cohort=world.cohort)
    link = f"/organise/spring-2027/visits/{other.key}/seats/{world.booking.key}/free/"
    assert sign_in("organiser").get(link).status_code == 404


def test_nothing_can_be_changed_once_the_day_has_begun(world, sign_in, clock):
    clock.set(world.visit.starts_at)
    page = sign_in("organiser").get(address(world, "")).content.decode()
    assert ("seats/add/" in page, "/free/" in page) == (False, False)
