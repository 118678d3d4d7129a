"""The public door: an audience of fifty, each state of a vote, limits, sizes and queries."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from challenges.audience import services, shedding
from challenges.audience.codes import text_of
from challenges.audience.engine import CODES, code_text, spaced
from challenges.audience.models import AudienceCode, Vote
from challenges.audience.queries import count_of, prize_of
from challenges.audience.shedding import Bucket
from challenges.audience.views.vote import WRONG_CODES
from tests.factories.audience import GuestFactory, PollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """A door at which nobody has knocked yet."""
    monkeypatch.setattr(shedding, "BUCKET", Bucket(shedding.A_SECOND, shedding.AT_ONCE))


def phone(guest=None):
    """A browser of its own; of a guest, one that has used the guest's code."""
    client = Client()
    if guest is not None:
        client.post(reverse("vote:enter"), {"code": spaced(text_of(guest.code))})
    return client


def address_of(poll):
    return reverse("vote:poll", args=[poll.pitch_day.key, poll.key])


def value_of(page, name):
    """What a field of the page holds."""
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def options_shown(page):
    """Label -> value of every answer that may be chosen on a ballot."""
    found = re.findall(r'name="pick" value="(\w+)"( checked)?( disabled)?><span><b>([^<]+)', page)
    return {label: key for key, _checked, disabled, label in found if not disabled}


def test_an_audience_of_fifty_votes_changes_its_mind_and_is_counted(world, prize, sign_in):
    """V-01, V-07: over HTTP from the code to the result, through the organiser's buttons."""
    guests = [GuestFactory(pitch_day=world.pitch_day) for _ in range(50)]
    phones = [phone(guest) for guest in guests]
    for number, client in enumerate(phones):
        page = client.get(address_of(prize)).content.decode()
        chosen = options_shown(page)["Lantern" if number < 20 else "Compass"]
        told = client.post(address_of(prize), {"pick": chosen}, follow=True).content.decode()
        assert "Your vote is in:" in told
    for client in phones[:5]:
        page = client.get(address_of(prize)).content.decode()
        client.post(address_of(prize), {"pick": options_shown(page)["Compass"]})
    organiser = sign_in("organiser")
    act = reverse("organise:poll_act", args=[world.cohort.slug, prize.key, "close"])
    organiser.post(act)
    assert [(team.name) for team in prize_of(world.pitch_day).winners] == ["Compass"]
    assert count_of(type(prize).objects.get(pk=prize.pk)).rows == [("Lantern", 15), ("Compass", 35)]
    hidden = phones[0].get(address_of(prize)).content.decode()
    assert ("This vote is closed." in hidden, '<b class="num">' in hidden) == (True, False)
    organiser.post(reverse("organise:poll_act", args=[world.cohort.slug, prize.key, "show"]))
    assert '<b class="num">35</b>' in phones[0].get(address_of(prize)).content.decode()


def test_the_page_says_where_the_vote_stands(world, clock):
    """V-05: not open yet, open, in and changeable, closed, each in words and without a word of the question before."""
    poll = PollFactory(pitch_day=world.pitch_day, closes_at=clock.now + timedelta(minutes=5))
    guest = GuestFactory(pitch_day=world.pitch_day)
    client = phone(guest)
    early = client.get(address_of(poll)).content.decode()
    assert ("Not open yet" in early, poll.question in early) == (True, False)
    services.open_poll(poll=poll, by=world.people["organiser"])
    page = client.get(address_of(poll)).content.decode()
    assert ("Choose one" in page, "Send my vote" in page, "open until 10:05" in page) == (True, True, True)
    key = options_shown(page)["Health"]
    voted = client.post(address_of(poll), {"pick": key}, follow=True).content.decode()
    assert ("Your vote is in:" in voted, "You can change it until the vote closes." in voted) == (True, True)
    clock.set(poll.closes_at)
    late = client.post(address_of(poll), {"pick": key})
    assert (late.status_code, "does not count" in late.content.decode()) == (409, True)
    assert "This vote is closed." in client.get(address_of(poll)).content.decode()


@pytest.mark.parametrize(("before", "status"), [(1, 302), (0, 409)])
def test_the_closing_second_is_the_servers(world, clock, before, status):
    """V-05: a second before it counts, at it not; what the phone's clock says is not asked."""
    poll = PollFactory(pitch_day=world.pitch_day, closes_at=clock.now + timedelta(minutes=5))
    services.open_poll(poll=poll, by=world.people["organiser"])
    client = phone(GuestFactory(pitch_day=world.pitch_day))
    key = options_shown(client.get(address_of(poll)).content.decode())["Health"]
    clock.set(poll.closes_at - timedelta(seconds=before))
    response = client.post(address_of(poll), {"pick": key}, headers={"date": "Tue, 09 Mar 2027 09:00:00 GMT"})
    assert (response.status_code, Vote.objects.count()) == (status, before)


def test_a_photographed_code_is_refused_with_words(world):
    """V-02: the second phone is told where to get a code of its own."""
    guest = GuestFactory(pitch_day=world.pitch_day)
    phone(guest)
    second = Client().post(reverse("vote:enter"), {"code": text_of(guest.code)})
    assert (second.status_code, "in use on another phone" in second.content.decode()) == (422, True)


def test_opening_the_address_of_a_card_uses_nothing(world):
    """V-02, I-04: a scanner that follows the link takes nobody's vote; the button does."""
    text = text_of(world.audience_card)
    client = Client()
    page = client.get(reverse("vote:card", args=[text])).content.decode()
    world.audience_card.refresh_from_db()
    assert (world.audience_card.browser, value_of(page, "code"), "voter" in client.cookies) == (
        "", spaced(text), False,
    )  # fmt: skip


def test_a_forged_cookie_is_no_voter(world, open_poll, django_assert_num_queries):
    """V-01: the cookie is signed; one that is not ours costs no query."""
    guest = GuestFactory(pitch_day=world.pitch_day)
    client = Client()
    client.cookies["voter"] = f"{guest.code.digest}:forged"
    with django_assert_num_queries(1):
        page = client.get(address_of(open_poll)).content.decode()
    assert ("One vote for each code." in page, 'name="pick"' in page) == (True, False)


def test_a_vote_without_a_code_is_shown_as_indicative_everywhere(world, sign_in):
    """V-02: on the phone, on the screen, in the list and on the organiser's page."""
    poll = PollFactory(pitch_day=world.pitch_day, needs_code=False, is_hidden=False)
    services.open_poll(poll=poll, by=world.people["organiser"])
    client = Client()
    key = options_shown(client.get(address_of(poll)).content.decode())["Health"]
    client.post(address_of(poll), {"pick": key})
    client.post(address_of(poll), {"pick": key})
    assert list(Vote.objects.values_list("code__kind", "marks")) == [("BROWSER", 2)]
    organiser = sign_in("organiser")
    where = [
        address_of(poll),
        reverse("vote:day", args=[poll.pitch_day.key]),
        reverse("vote:screen_poll", args=[poll.pitch_day.key, poll.key]),
        reverse("organise:audience", args=[world.cohort.slug]),
        reverse("organise:poll", args=[world.cohort.slug, poll.key]),
    ]
    assert [address for address in where if "Indicative" not in organiser.get(address).content.decode()] == []


def test_who_voted_without_a_code_is_asked_for_one_where_codes_count(world, open_poll):
    """V-01: on the ballot and on the day's page, and a post by hand leads back to the field."""
    poll = PollFactory(pitch_day=world.pitch_day, needs_code=False)
    services.open_poll(poll=poll, by=world.people["organiser"])
    client = Client()
    client.post(address_of(poll), {"pick": options_shown(client.get(address_of(poll)).content.decode())["Health"]})
    pages = [client.get(address_of(open_poll)), client.post(address_of(open_poll), {"pick": "x"}, follow=True)]
    assert [('name="code"' in one.content.decode(), 'name="pick"' in one.content.decode()) for one in pages] == [
        (True, False), (True, False),
    ]  # fmt: skip
    assert "Enter your code to vote" in client.get(reverse("vote:day", args=[poll.pitch_day.key])).content.decode()


def wrong_codes(number):
    """Codes that could be ones and are none."""
    return [code_text((number_ * 7919) % CODES) for number_ in range(1, number + 1)]


def test_guessing_codes_ends_soon_and_slips_are_not_counted(world):
    """V-04: 60 wrong codes a minute for one network, then 429 with how long to wait."""
    client = Client()
    for _ in range(WRONG_CODES + 5):
        assert client.post(reverse("vote:enter"), {"code": "ABCDEFGH"}).status_code == 422
    answers = [client.post(reverse("vote:enter"), {"code": code}) for code in wrong_codes(WRONG_CODES + 1)]
    assert [one.status_code for one in answers] == [422] * WRONG_CODES + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_three_hundred_and_forty_people_behind_one_address_get_in(world):
    """V-04, J-12: right codes use up nothing."""
    day = world.pitch_day
    services.print_cards(pitch_day=day, number=340, by=world.people["organiser"])
    codes = AudienceCode.objects.filter(batch=2).order_by("pk")
    answers = [Client().post(reverse("vote:enter"), {"code": text_of(code)}).status_code for code in codes]
    assert answers == [302] * 340


def test_a_flood_is_turned_away_before_the_database_is_asked(world, open_poll, monkeypatch, django_assert_num_queries):
    """V-04: 429 with Retry-After, in no query and without a page being made; judges' pages are not counted."""
    monkeypatch.setattr(shedding, "BUCKET", Bucket(0.0, 3))
    client = Client(enforce_csrf_checks=True)
    assert [client.get(reverse("vote:enter")).status_code for _ in range(3)] == [200] * 3
    with django_assert_num_queries(0):
        answers = [client.post(address_of(open_poll), {"pick": "x"}) for _ in range(200)]
    assert {(one.status_code, one["Retry-After"], len(one.content) < 200) for one in answers} == {(429, "5", True)}
    client.force_login(world.people["judge"])
    assert client.get(reverse("judge:home")).status_code == 200


def test_the_measure_of_a_network_fills_again_and_networks_are_forgotten():
    """V-04: a room comes back after seconds; memory is bounded."""
    bucket = Bucket(2.0, 3, networks=2)
    assert [bucket.takes("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert (bucket.takes("b", 0.0), bucket.takes("a", 0.5), bucket.takes("a", 0.5)) == (True, True, False)
    bucket.takes("c", 1.0)
    assert list(bucket.levels) == ["a", "c"]


@pytest.mark.parametrize("number", [2, 60])
def test_the_vote_page_is_small_and_asks_little(world, django_assert_num_queries, number):
    """V-04: four queries and well under 20 KB, with two answers or sixty."""
    poll = PollFactory(pitch_day=world.pitch_day, answers=[f"Answer {place}" for place in range(number)])
    services.open_poll(poll=poll, by=world.people["organiser"])
    client = phone(GuestFactory(pitch_day=world.pitch_day))
    with django_assert_num_queries(4):
        response = client.get(address_of(poll))
    assert len(response.content) < 20_000
    key = options_shown(response.content.decode())["Answer 1"]
    # The poll, the code, and the service's one transaction: its savepoint in tests, lock, answers, vote.
    with django_assert_num_queries(8):
        client.post(address_of(poll), {"pick": key})


def test_pages_of_the_audience_are_nobodys_but_the_screens_may_be_kept(world, open_poll):
    """O-09: the screen is the same for all and shows nothing hidden; a phone's page is kept by no cache."""
    client = phone(GuestFactory(pitch_day=world.pitch_day))
    day = open_poll.pitch_day.key
    kept = {name: client.get(reverse(f"vote:{name}", args=[day]))["Cache-Control"] for name in ("day", "screen")}
    assert (set(kept["day"].split(", ")), kept["screen"]) == ({"private", "no-store"}, "public, max-age=2")
    assert client.get(reverse("vote:screen", args=[day])).cookies.keys() == set()


def test_a_question_with_tags_and_links_is_text(world, client):
    """V-04: escaped on the phone, on the screen and for the host; no address becomes a link."""
    services.take_questions(pitch_day=world.pitch_day, is_on=True, by=world.people["organiser"])
    asking = phone(GuestFactory(pitch_day=world.pitch_day))
    address = reverse("vote:questions", args=[world.pitch_day.key])
    hostile = "<script>alert(1)</script> https://example.com/x"
    once = value_of(asking.get(address).content.decode(), "once")
    told = asking.post(address, {"text": hostile, "once": once}, follow=True).content.decode()
    assert "Your question waits for the host:" in told
    question = world.pitch_day.questions.get(text=hostile)
    services.moderate(question=question, action="show", by=world.people["organiser"])
    pages = [Client().get(address), client.get(reverse("vote:screen_questions", args=[world.pitch_day.key]))]
    for page in (one.content.decode() for one in pages):
        assert ("&lt;script&gt;alert(1)" in page, "<script>alert" in page, 'href="https://example' in page) == (
            True, False, False,
        )  # fmt: skip
    asking.post(reverse("vote:question_up", args=[world.pitch_day.key, question.key]))
    question.refresh_from_db()
    assert question.votes == 1


def test_a_question_too_long_is_kept_and_said(world):
    services.take_questions(pitch_day=world.pitch_day, is_on=True, by=world.people["organiser"])
    client = phone(GuestFactory(pitch_day=world.pitch_day))
    response = client.post(reverse("vote:questions", args=[world.pitch_day.key]), {"text": "word " * 80})
    assert (response.status_code, "word word" in response.content.decode()) == (422, True)
