"""Organisers' pages: votes, the door, cards, moderation."""

import pytest
from django.urls import reverse

from challenges.audience import services
from challenges.audience.codes import text_of
from challenges.audience.engine import spaced
from challenges.audience.models import Guest, Poll, Question
from tests.factories.audience import GuestFactory, PollFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, sign_in):
    """The organiser, and where an address of the audience is."""
    client = sign_in("organiser")
    return client, lambda name, *args: reverse(f"organise:{name}", args=[world.cohort.slug, *args])


def test_a_poll_is_made_opened_closed_and_shown_by_its_buttons(world, desk):
    client, at = desk
    given = {"question": "Tea or coffee?", "answers": "Tea\n\nCoffee\n", "most": 1, "who": "code", "count": "hidden"}
    client.post(at("poll_new"), given)
    poll = Poll.objects.get(question="Tea or coffee?")
    assert list(poll.options.order_by("place").values_list("label", flat=True)) == ["Tea", "Coffee"]
    states = []
    for action in ("open", "close", "show"):
        assert client.get(at("poll_act", poll.key, action)).status_code == 200
        client.post(at("poll_act", poll.key, action))
        poll.refresh_from_db()
        states.append(poll.state)
    assert states == ["OPEN", "CLOSED", "SHOWN"]


def test_what_is_wrong_with_a_poll_is_said_by_its_field_and_kept(desk):
    client, at = desk
    given = {"question": "Tea?", "answers": "Tea", "most": 1, "who": "code", "count": "hidden"}
    response = client.post(at("poll_new"), given)
    page = response.content.decode()
    assert (response.status_code, "at least two answers" in page, "Tea?" in page) == (422, True, True)


def test_a_vote_that_has_opened_is_changed_by_no_form(world, desk, open_poll):
    """V-06: the form says why."""
    client, at = desk
    given = {"question": "Else?", "answers": "A\nB", "most": 1, "who": "open", "count": "live"}
    response = client.post(at("poll_edit", open_poll.key), given)
    open_poll.refresh_from_db()
    assert (response.status_code, open_poll.question, open_poll.is_hidden) == (422, "Housing or health?", True)
    assert "has been opened" in response.content.decode()


def test_the_organiser_sees_how_many_and_not_who_leads(hall, open_poll, cast, desk):
    """V-06: hidden from all until the close, organisers included."""
    client, at = desk
    for code in hall(3):
        cast(open_poll, code, "Health")
    page = client.get(at("poll", open_poll.key)).content.decode()
    assert ("<dd>3</dd>" in page, "hidden from everybody" in page, "Most votes" in page, "As a table" in page) == (
        True, True, False, False,
    )  # fmt: skip
    services.close_poll(poll=open_poll, by=None)
    page = client.get(at("poll", open_poll.key)).content.decode()
    assert ("Most votes: <b>Health</b>" in page, "Health 3" in page, "As a table" in page) == (True, True, True)


def test_the_audiences_address_is_whole(world, sign_in, settings):
    settings.SITE_URL = "https://programme.example.com"
    address = reverse("organise:audience", args=[world.cohort.slug])
    page = sign_in("organiser").get(address).content.decode()
    assert f">https://programme.example.com/vote/{world.pitch_day.key}/</a>" in page


def test_a_guest_is_found_ticked_and_given_a_code(world, desk):
    client, at = desk
    guest = GuestFactory(pitch_day=world.pitch_day, name="Noor Said", present_at=None)
    page = client.get(at("guests"), {"q": "noor"}).content.decode()
    assert ("Noor Said" in page, "Wale Lin" in page) == (True, False)
    back = f"{at('guests')}?q=noor"
    response = client.post(at("guest_tick", guest.key), {"back": back})
    assert (response["Location"], Guest.objects.get(pk=guest.pk).present_at is not None) == (back, True)
    assert spaced(text_of(guest.code)) in client.get(at("guest_code", guest.key)).content.decode()


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "/organise/elsewhere/", ""])
def test_the_way_back_never_leads_elsewhere(world, desk, back):
    client, at = desk
    response = client.post(at("guest_tick", world.guest.key), {"back": back})
    assert response["Location"] == at("guests")


def test_a_walk_in_comes_with_a_code_to_scan(world, desk):
    client, at = desk
    page = client.post(at("guest_add"), {"name": "Ola Berg"}, follow=True).content.decode()
    guest = Guest.objects.get(name="Ola Berg")
    assert (spaced(text_of(guest.code)) in page, 'class="qr"' in page) == (True, True)


def test_cards_are_printed_ten_to_a_page_with_code_and_qr(world, desk):
    client, at = desk
    response = client.post(at("cards"), {"act": "make", "number": 12})
    page = client.get(response["Location"]).content.decode()
    texts = [spaced(text_of(code)) for code in world.pitch_day.audiencecodes.filter(batch=2)]
    assert (len(texts), [text for text in texts if text not in page], page.count('class="qr"')) == (12, [], 12)
    assert page.count('<ul class="cards') == 2
    client.post(at("cards"), {"act": "void", "batch": "2"})
    assert client.get(response["Location"]).status_code == 404


def test_everybody_on_the_list_has_a_named_card_to_print(world, everybody, desk):
    """V-03: the card of somebody known is bound to their group."""
    client, at = desk
    page = client.get(at("guest_cards")).content.decode()
    wanted = [("Hana Aziz", spaced(text_of(everybody["participant"]))), ("Wale Lin", spaced(text_of(world.guest.code)))]
    assert [name for name, text in wanted if name not in page or text not in page] == []


def test_questions_are_let_through_and_answered_by_buttons(world, desk):
    client, at = desk
    client.post(at("audience_questions"), {"act": "on"})
    assert "Who pays for the sensors?" in client.get(at("audience_questions")).content.decode()
    client.post(at("question_act", world.question.key), {"act": "show"})
    assert "Who pays for the sensors?" in client.get(at("audience_stage")).content.decode()
    client.post(at("question_act", world.question.key), {"act": "answer", "from": "stage"})
    client.post(at("question_act", world.question.key), {"act": "nonsense"})
    assert Question.objects.get(pk=world.question.pk).state == "ANSWERED"


@pytest.mark.parametrize("number", [1, 30])
def test_the_check_in_list_asks_the_same_for_few_and_many(world, desk, django_assert_num_queries, number):
    client, at = desk
    for _ in range(number):
        GuestFactory(pitch_day=world.pitch_day)
    client.get(at("guests"))
    with django_assert_num_queries(11):
        client.get(at("guests"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_questions_ask_the_same_for_few_and_many(world, desk, django_assert_num_queries, number):
    client, at = desk
    for _ in range(number):
        QuestionFactory(pitch_day=world.pitch_day)
    client.get(at("audience_questions"))
    with django_assert_num_queries(10):
        client.get(at("audience_questions"))


@pytest.mark.parametrize("number", [1, 12])
def test_the_audience_page_asks_the_same_for_few_and_many_votes(world, desk, django_assert_num_queries, number):
    client, at = desk
    for _ in range(number):
        PollFactory(pitch_day=world.pitch_day)
    client.get(at("audience"))
    with django_assert_num_queries(12):
        client.get(at("audience"))
