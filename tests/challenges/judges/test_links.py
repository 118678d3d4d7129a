"""The way in by a judge's link: bound to one person, a code on each new device, the judging of one cohort only."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from challenges.judges import services
from challenges.judges.services import links
from challenges.judges.views.links import LETTERS
from challenges.models import SeatCode
from challenges.pitchdays.services import send_invitation, unseat_judge
from core.logs import scrub
from core.models import Event, Invitation, OutboxMessage, Session, User
from tests.factories.challenges import PanelSeatFactory, PitchDayFactory
from tests.factories.cohorts import StaffFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^    (\d{6})$", re.MULTILINE)
ROOM = "203.0.113.7"
PASSWORD = "correct horse battery"


def address(seat, name="public:judge_link"):
    return reverse(name, args=[services.token_of(services.link_of(seat))])


def come_in(client, seat, mailoutbox, **extra):
    client.post(address(seat), **extra)
    digits = CODE.search(mailoutbox[-1].body)[1]
    return client.post(address(seat, "public:judge_code"), {"code": digits}, **extra)


def who(client, path="/judge/"):
    return client.get(path).wsgi_request.user


def test_looking_at_the_link_changes_nothing(client, world, mailoutbox):
    """I-04: a mail scanner that follows the link sends no code and signs nobody in."""
    for method in (client.get, client.head, client.options):
        assert method(address(world.seat)).status_code == 200
    assert "Helen Marsh" in client.get(address(world.seat)).content.decode()
    assert (mailoutbox, SeatCode.objects.count(), Session.objects.count()) == ([], 0, 0)
    assert Event.objects.filter(event__startswith="seat_link").count() == 0


def test_a_new_device_asks_for_a_code_by_mail(client, world, mailoutbox):
    response = come_in(client, world.seat, mailoutbox)
    assert (response.url, who(client), mailoutbox[0].to) == ("/judge/", world.people["judge"], ["judge@example.com"])
    told = Event.objects.filter(event__startswith="seat_link").order_by("pk").values_list("event", flat=True)
    assert list(told) == ["seat_link.code_sent", "seat_link.used"]
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_known_device_is_asked_once_a_day(client, world, mailoutbox):
    come_in(client, world.seat, mailoutbox)
    client.post("/accounts/logout/")
    assert not who(client).is_authenticated
    assert client.post(address(world.seat)).url == "/judge/"
    assert len(mailoutbox) == 1
    other = Client()
    assert other.post(address(world.seat)).url == address(world.seat, "public:judge_code")
    assert len(mailoutbox) == 2


def test_the_link_alone_lets_nobody_in(client, world, mailoutbox):
    """I-02: whoever was forwarded the link, or photographed a pass, has no code."""
    client.post(address(world.seat))
    response = client.post(address(world.seat, "public:judge_code"), {"code": "000000"})
    assert (response.status_code, who(client).is_authenticated) == (422, False)


def test_a_code_dies_after_five_wrong_tries_and_with_time(client, world, mailoutbox, clock):
    client.post(address(world.seat))
    digits = CODE.search(mailoutbox[0].body)[1]
    wrong = "111111" if digits != "111111" else "222222"
    assert [services.use_code(seat=world.seat, digits=wrong) for _ in range(links.TRIES)] == [False] * links.TRIES
    assert services.use_code(seat=world.seat, digits=digits) is False
    digits = services.new_code(seat=world.seat)
    clock.forward(minutes=15)
    assert services.use_code(seat=world.seat, digits=digits) is False
    digits = services.new_code(seat=world.seat)
    assert [services.use_code(seat=world.seat, digits=digits) for _ in range(2)] == [True, False]


def test_a_newer_code_ends_the_one_before_and_codes_are_of_one_seat(world):
    first = services.new_code(seat=world.seat)
    second = services.new_code(seat=world.seat)
    assert SeatCode.objects.filter(seat=world.seat).count() == 1
    assert services.use_code(seat=world.chair_seat, digits=second) is False
    assert (first == second) or services.use_code(seat=world.seat, digits=first) is False
    assert second not in "".join(SeatCode.objects.values_list("code_hash", flat=True))


def test_coming_in_accepts_the_seats_own_invitation(client, world, mailoutbox):
    """I-09: the role does nothing before; the code by mail proves the address."""
    newcomer = UserFactory(email="nia@example.com", proved=False)
    seat = PanelSeatFactory(pitch_day=world.pitch_day, user=newcomer)
    send_invitation(seat=seat, by=world.people["organiser"])
    assert address(seat) in OutboxMessage.objects.get(kind="pitchdays.seated").body
    come_in(client, seat, mailoutbox)
    assert Invitation.objects.get(user=newcomer).accepted_at is not None
    assert client.get(reverse("judge:seat_facts", args=[seat.key])).status_code == 200


@pytest.mark.parametrize("change", ["x", "version", "left", "closed", "late"])
def test_a_link_that_is_over_says_so_and_opens_nothing(client, world, clock, change):
    path = address(world.seat)
    if change == "x":
        path = path[:-3] + "x/"
    elif change == "version":
        services.renew_link(seat=world.seat, by=world.people["organiser"])
    elif change == "left":
        unseat_judge(seat=world.seat, by=world.people["organiser"])
    elif change == "closed":
        User.objects.filter(pk=world.seat.user_id).update(is_active=False)
    else:
        clock.set(world.pitch_day.starts_at + timedelta(days=14))
    assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]


def test_a_renewed_link_signs_every_device_out(client, world, mailoutbox):
    come_in(client, world.seat, mailoutbox)
    services.renew_link(seat=world.seat, by=world.people["organiser"])
    assert not who(client).is_authenticated
    assert client.post(address(world.seat)).url.endswith("/code/")


def test_the_session_reaches_the_judging_of_this_cohort_alone(client, world, mailoutbox):
    """I-12: the same person's seat in another cohort, their account and every other door stay shut."""
    other_seat = PanelSeatFactory(pitch_day=PitchDayFactory(), user=world.people["judge"])
    come_in(client, world.seat, mailoutbox)
    assert client.get(reverse("judge:seat_facts", args=[world.seat.key])).status_code == 200
    assert client.get(reverse("judge:seat_facts", args=[other_seat.key])).status_code == 404
    assert other_seat.cohort.name not in client.get("/judge/").content.decode()
    for path in ("/account/", "/accounts/email/", "/start/", "/organise/", "/my/", "/partner/", "/people/"):
        assert not who(client, path).is_authenticated, path


@pytest.mark.parametrize("role", ["organiser", "chair"])
def test_a_powerful_judge_signs_in_fully(client, world, mailoutbox, role):
    """I-12: a link gives nobody the powers of an organiser or of the chair, and no code is sent for it."""
    seat = world.chair_seat
    if role == "organiser":
        seat = PanelSeatFactory(pitch_day=world.pitch_day, user=world.people["organiser"])
    response = client.post(address(seat))
    assert (response.status_code, "Sign in as you always do" in response.content.decode()) == (200, True)
    digits = services.new_code(seat=seat)
    assert client.post(address(seat, "public:judge_code"), {"code": digits}).url == address(seat)
    assert (mailoutbox, who(client).is_authenticated) == ([], False)


def test_who_becomes_powerful_in_the_meantime_is_out(client, world, mailoutbox):
    """I-10, I-12: at the next request."""
    come_in(client, world.seat, mailoutbox)
    StaffFactory(programme=world.programme, user=world.people["judge"])
    assert not who(client).is_authenticated
    assert not who(client, "/organise/spring-2027/").is_authenticated


def test_signing_in_fully_lifts_the_limit(client, world, mailoutbox):
    judge = world.people["judge"]
    come_in(client, world.seat, mailoutbox)
    client.post("/accounts/login/", {"login": judge.email, "password": PASSWORD})
    assert who(client, "/account/") == judge


def test_who_is_signed_in_fully_stays_so(client, world, mailoutbox):
    client.force_login(world.people["judge"])
    assert client.post(address(world.seat)).url == "/judge/"
    assert (mailoutbox, who(client, "/account/")) == ([], world.people["judge"])


def test_a_new_link_helps_who_was_locked_out(client, world, mailoutbox):
    """Somebody with a photograph of the pass pressed its button again and again."""
    for _ in range(LETTERS):
        client.post(address(world.seat))
    assert client.post(address(world.seat)).status_code == 429
    services.renew_link(seat=world.seat, by=world.people["organiser"])
    assert come_in(client, world.seat, mailoutbox).url == "/judge/"


def test_links_stand_in_no_log(world):
    """P-07, H-02: neither a judge's link nor the address of the stage screen."""
    path = address(world.seat)
    said = scrub(f'"GET {path} HTTP/1.1" 200, "GET /stage/{world.seat.key}/now/ HTTP/1.1" 200')
    assert (services.token_of(services.link_of(world.seat)) in said, world.seat.key in said) == (False, False)


def test_codes_are_limited_by_account(client, world, mailoutbox):
    """J-12: so many letters to one judge; another judge on the same network is not touched."""
    answers = [client.post(address(world.seat), REMOTE_ADDR=ROOM).status_code for _ in range(LETTERS + 1)]
    assert answers == [302] * LETTERS + [429]
    other = PanelSeatFactory(pitch_day=world.pitch_day)
    assert come_in(Client(), other, mailoutbox, REMOTE_ADDR=ROOM).url == "/judge/"


def test_wrong_codes_are_limited_by_account_over_all_their_codes(client, world, mailoutbox):
    """J-12: a new code does not begin the count anew."""
    path, answers = address(world.seat, "public:judge_code"), []
    for _ in range(3):
        client.post(address(world.seat), REMOTE_ADDR=ROOM)
        answers += [client.post(path, {"code": "999999"}, REMOTE_ADDR=ROOM).status_code for _ in range(4)]
    assert answers == [422] * 10 + [429] * 2


def test_340_people_behind_one_address_come_in_within_five_minutes(world, mailoutbox, clock):
    """J-12: 40 judges by link and code and 300 guests by password, all from one network: nobody is locked out."""
    seats = [PanelSeatFactory(pitch_day=world.pitch_day) for _ in range(40)]
    guests = UserFactory.create_batch(300)
    came = []
    for number, seat in enumerate(seats):
        came.append(come_in(Client(), seat, mailoutbox, REMOTE_ADDR=ROOM).url)
        for guest in guests[number * 7 : number * 7 + 7] + ([guests[280 + number]] if number < 20 else []):
            data = {"login": guest.email, "password": PASSWORD}
            came.append(Client().post("/accounts/login/", data, REMOTE_ADDR=ROOM).status_code)
        clock.forward(seconds=7)
    assert (came.count("/judge/"), came.count(302), len(came)) == (40, 300, 340)
    # One account that is tried again and again is shut all the same, and only that one.
    wrong = {"login": guests[0].email, "password": "wrong horse"}
    for _ in range(11):
        last = Client().post("/accounts/login/", wrong, REMOTE_ADDR=ROOM)
    assert "Too many tries" in last.content.decode()
    data = {"login": guests[1].email, "password": PASSWORD}
    assert Client().post("/accounts/login/", data, REMOTE_ADDR=ROOM).status_code == 302
