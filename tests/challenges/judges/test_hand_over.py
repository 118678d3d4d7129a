"""Handing a seat over: asked by the judge, confirmed by somebody else, the former's sheets stay."""

import pytest
from django.urls import reverse

from challenges.judges import services
from challenges.live.services import finish_slot, start_pitch
from challenges.models import HandOver, PanelSeat, PitchDay, SlotJudge
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.services import open_scoring
from core.access import can
from core.models import Event, OutboxMessage
from core.people.addresses import AddressRefused

pytestmark = pytest.mark.django_db
NIA = {"first_name": "Nia", "last_name": "Bowen", "email": "nia.bowen@example.com", "reason": "A cabinet meeting"}


@pytest.fixture
def asked(world):
    """The judge has asked; the cast's own request is taken back."""
    HandOver.objects.all().delete()
    return services.ask_hand_over(seat=world.seat, by=world.people["judge"], **NIA)


def test_asking_changes_no_seat_and_tells_the_organisers(world, asked):
    assert (asked.state, PanelSeat.objects.get(pk=world.seat.pk).left_at) == ("ASKED", None)
    letter = OutboxMessage.objects.get(kind="judges.hand_over")
    assert (letter.to, "Nia Bowen" in letter.body, asked.key in letter.body) == (world.people["organiser"], True, True)


def test_the_deputy_has_the_seat_once_somebody_else_says_yes(world, asked, client):
    link = reverse("public:judge_link", args=[services.token_of(services.link_of(world.seat))])
    seat = services.confirm_hand_over(hand_over=asked, by=world.people["organiser"])
    world.seat.refresh_from_db()
    assert (seat.user.email, seat.organisation, world.seat.left_at is None) == (
        "nia.bowen@example.com",
        world.seat.organisation,
        False,
    )
    assert client.get(link).status_code == 404
    assert OutboxMessage.objects.filter(kind="pitchdays.seated", to=seat.user).count() == 1
    told = Event.objects.filter(event__in=["hand_over.confirmed", "panel.left", "panel.joined"])
    assert sorted(told.values_list("event", flat=True)) == ["hand_over.confirmed", "panel.joined", "panel.left"]
    # The former judge's sheet is the former judge's still.
    world.card.refresh_from_db()
    assert (world.card.seat, HandOver.objects.get(pk=asked.pk).new_seat) == (world.seat, seat)


def test_the_chair_may_confirm_but_nobody_confirms_themselves(world):
    HandOver.objects.all().delete()
    own = services.ask_hand_over(seat=world.chair_seat, by=world.people["chair"], **NIA)
    with pytest.raises(services.OwnRequest):
        services.confirm_hand_over(hand_over=own, by=world.people["chair"])
    other = services.ask_hand_over(seat=world.seat, by=world.people["judge"], **NIA | {"email": "x@example.com"})
    assert services.confirm_hand_over(hand_over=other, by=world.people["chair"]).user.email == "x@example.com"


def test_the_deputy_takes_over_the_pitches_that_are_not_over(world, asked):
    by = world.people["organiser"]
    PitchDay.objects.update(minimum_judges=1)
    for slot in (world.slot, world.other_slot):
        SlotJudge.objects.create(slot=slot, seat=world.seat)
    open_scoring(pitch_day=world.pitch_day, by=by)
    start_pitch(slot=world.slot, by=by)
    finish_slot(slot=world.slot, by=by)
    seat = services.confirm_hand_over(hand_over=asked, by=by)
    assert [slot.team.name for slot in plan_of(world.pitch_day).slots_of(seat)] == ["Compass"]
    assert list(SlotJudge.objects.filter(seat=world.seat).values_list("slot__team__name", flat=True)) == ["Lantern"]


def test_what_cannot_be_is_refused_with_its_reason(world, asked):
    ask, judge = services.ask_hand_over, world.people["judge"]
    with pytest.raises(services.OpenAlready):
        ask(seat=world.seat, by=judge, **NIA)
    services.take_back_hand_over(hand_over=asked, by=judge)
    with pytest.raises(services.NotOneself):
        ask(seat=world.seat, by=judge, **NIA | {"email": "JUDGE@example.com"})
    with pytest.raises(AddressRefused):
        ask(seat=world.seat, by=judge, **NIA | {"email": "niа@example.com"})
    type(world.pitch_day).objects.filter(pk=world.pitch_day.pk).update(state="CONFIRMED")
    world.seat.refresh_from_db()
    with pytest.raises(services.SeatGone):
        ask(seat=PanelSeat.objects.get(pk=world.seat.pk), by=judge, **NIA)


def test_declined_leaves_everything_as_it_was(world, asked):
    services.decline_hand_over(hand_over=asked, by=world.people["organiser"])
    asked.refresh_from_db()
    assert (asked.state, PanelSeat.objects.filter(pitch_day=world.pitch_day, left_at=None).count()) == ("DECLINED", 3)


def test_a_judge_asks_and_an_organiser_confirms_by_pages(world, sign_in):
    HandOver.objects.all().delete()
    path = reverse("judge:seat_hand_over", args=[world.seat.key])
    page = sign_in("judge").post(path, NIA, follow=True).content.decode()
    assert "It waits for a yes." in page
    asked = HandOver.objects.get()
    client = sign_in("organiser")
    assert (
        "Helen Marsh would hand the seat to Nia Bowen"
        in client.get("/organise/spring-2027/pitch-day/desk/").content.decode()
    )
    decide = reverse("organise:hand_over_decide", args=["spring-2027", asked.key])
    assert "Nia Bowen instead of Helen Marsh?" in client.get(decide).content.decode()
    page = client.post(decide, {"answer": "confirm"}, follow=True).content.decode()
    assert "Nia Bowen has the seat and a letter." in page
    assert client.get(decide).content.decode().count("Confirm the deputy") == 0


def test_a_deputy_without_a_reason_is_asked_for_one_and_nothing_is_lost(world, sign_in):
    HandOver.objects.all().delete()
    path = reverse("judge:seat_hand_over", args=[world.seat.key])
    response = sign_in("judge").post(path, NIA | {"reason": ""})
    assert (response.status_code, "nia.bowen@example.com" in response.content.decode()) == (422, True)


def test_an_organiser_arranges_it_in_two_steps(world, sign_in):
    HandOver.objects.all().delete()
    client = sign_in("organiser")
    path = reverse("organise:seat_hand_over", args=["spring-2027", world.seat.key])
    response = client.post(path, NIA, follow=True)
    assert "Nia Bowen instead of Helen Marsh?" in response.content.decode()
    assert OutboxMessage.objects.filter(kind="judges.hand_over").count() == 0


@pytest.fixture
def chairs(world):
    """The chair has asked for a deputy."""
    HandOver.objects.all().delete()
    return services.ask_hand_over(seat=world.chair_seat, by=world.people["chair"], **NIA)


def chair_of(day):
    return PanelSeat.objects.get(pitch_day=day, is_chair=True, left_at=None)


def test_a_chairs_deputy_chairs_where_the_organiser_says_so(world, chairs):
    """One chair at a time: the rights go with the chair, and the former has none of them."""
    with pytest.raises(services.ChairNeeded):
        services.confirm_hand_over(hand_over=chairs, by=world.people["organiser"])
    assert (chair_of(world.pitch_day), HandOver.objects.get(pk=chairs.pk).state) == (world.chair_seat, "ASKED")
    seat = services.confirm_hand_over(hand_over=chairs, by=world.people["organiser"], deputy_chairs=True)
    assert chair_of(world.pitch_day) == seat
    rights = [can(person, "pitchday.chair", world.pitch_day) for person in (seat.user, world.people["chair"])]
    assert rights == [True, False]
    told = Event.objects.filter(event="panel.chair_named").values_list("actor_id", "subject_id")
    assert list(told) == [(world.people["organiser"].pk, seat.pk)]
    assert OutboxMessage.objects.get(kind="pitchdays.chair").to == seat.user


def test_another_judge_chairs_where_the_organiser_says_so(world, chairs):
    services.confirm_hand_over(hand_over=chairs, by=world.people["organiser"], chair=world.seat)
    assert chair_of(world.pitch_day) == world.seat
    assert OutboxMessage.objects.get(kind="pitchdays.chair").to == world.people["judge"]


def test_nobody_off_the_panel_is_made_its_chair(world, chairs):
    for named in (world.elsewhere_seat, world.chair_seat):
        with pytest.raises(services.ChairNeeded):
            services.confirm_hand_over(hand_over=chairs, by=world.people["organiser"], chair=named)
    assert chair_of(world.pitch_day) == world.chair_seat


def test_the_organiser_is_asked_who_chairs_and_told(world, chairs, sign_in):
    client = sign_in("organiser")
    path = reverse("organise:hand_over_decide", args=["spring-2027", chairs.key])
    page = client.get(path).content.decode()
    assert ("Who chairs the panel from now on?" in page, "Idris Vaughan chairs no longer." in page) == (True, True)
    answer = client.post(path, {"answer": "confirm"})
    assert (answer.status_code, chair_of(world.pitch_day)) == (422, world.chair_seat)
    page = client.post(path, {"answer": "confirm", "chair": world.seat.key}, follow=True).content.decode()
    assert "Helen Marsh chairs the panel now." in page
    assert chair_of(world.pitch_day) == world.seat


def test_the_chair_is_told_that_the_organisers_decide(world, sign_in):
    HandOver.objects.all().delete()
    page = sign_in("chair").get(reverse("judge:seat_hand_over", args=[world.chair_seat.key])).content.decode()
    assert "say who chairs from then on" in page
