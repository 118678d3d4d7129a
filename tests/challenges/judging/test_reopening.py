"""Opening a sheet or the round again after closing: the chair asks, somebody else agrees, what was there is kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from challenges.judging import services
from challenges.models import Reopening, Score, Scorecard, ScorecardRevision
from challenges.pitchdays.services import close_scores, open_scoring
from core.models import Event
from tests.challenges.judging.test_sync import receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world):
    """Scores are closed; the judge had handed in 2 and 2."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    receive(world, 2, 2, finish=True)
    close_scores(pitch_day=world.pitch_day, by=world.people["chair"])
    world.pitch_day.refresh_from_db()
    world.own_card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    return world


def asked(world, card=None, reason="A slip of the key"):
    return services.ask_reopening(day=world.pitch_day, card=card, reason=reason, by=world.people["chair"])


def test_a_finished_sheet_is_refused_after_closing(closed):
    """J-04: neither saved nor taken back; what a device still sends is late."""
    judge = closed.people["judge"]
    with pytest.raises(services.NotOpen):
        services.take_back_card(card=closed.own_card, by=judge)
    with pytest.raises(services.NotOpen):
        services.save_card(seat=closed.seat, slot=closed.slot, scores={}, revision=1, by=judge)
    assert type(receive(closed, 5, 5, revision=1)).__name__ == "LateScore"
    assert list(Score.objects.values_list("value", flat=True)) == [2, 2]


def test_asking_opens_nothing(closed):
    """J-04: not before a second person agrees."""
    asked(closed, closed.own_card)
    closed.own_card.refresh_from_db()
    assert (closed.own_card.state, closed.own_card.is_reopened) == ("SUBMITTED", False)


def test_with_consent_one_sheet_opens_and_its_old_value_is_kept(closed):
    """J-04: this sheet alone, until it is handed in again."""
    services.decide_reopening(reopening=asked(closed, closed.own_card), agree=True, by=closed.people["organiser"])
    assert type(receive(closed, 4, 4, slot=closed.other_slot)).__name__ == "LateScore"
    made = receive(closed, 5, 5, revision=1, finish=True)
    first, second = (row.key for row in closed.criteria)
    history = (
        ScorecardRevision.objects.filter(card=closed.own_card).order_by("revision").values_list("scores", flat=True)
    )
    assert (made.state, list(history)) == ("SUBMITTED", [{first: 2, second: 2}, {first: 5, second: 5}])
    assert type(receive(closed, 1, 1, revision=2)).__name__ == "LateScore"
    told = Event.objects.filter(event__in=("reopening.asked", "reopening.agreed", "scorecard.reopened_late"))
    assert list(told.order_by("pk").values_list("event", "actor_label")) == [
        ("reopening.asked", "Idris Vaughan"),
        ("reopening.agreed", "Ade Bankole"),
        ("scorecard.reopened_late", "Ade Bankole"),
    ]


def test_with_consent_the_round_opens(closed):
    """J-04: scoring is open again for everybody."""
    services.decide_reopening(reopening=asked(closed), agree=True, by=closed.people["organiser"])
    closed.pitch_day.refresh_from_db()
    assert closed.pitch_day.state == "SCORING"
    assert receive(closed, 5, 5, revision=1).revision == 2


def test_declined_nothing_opens(closed):
    services.decide_reopening(reopening=asked(closed), agree=False, by=closed.people["organiser"])
    closed.pitch_day.refresh_from_db()
    assert (closed.pitch_day.state, Reopening.objects.filter(state="DECLINED").count()) == ("SCORES_CLOSED", 2)


def test_nobody_agrees_to_what_they_asked(closed):
    """J-04: four eyes, also where the chair runs the cohort too."""
    Reopening.objects.filter(pk=closed.reopening.pk).update(state="ASKED", asked_by=closed.people["organiser"])
    with pytest.raises(services.SecondPersonNeeded):
        services.decide_reopening(reopening=closed.reopening, agree=True, by=closed.people["organiser"])


@pytest.mark.parametrize("role", ["judge", "other_organiser", "participant"])
def test_nobody_else_agrees(closed, role):
    with pytest.raises(PermissionDenied):
        services.decide_reopening(reopening=asked(closed), agree=True, by=closed.people[role])


def test_a_reason_is_asked_for_and_asking_twice_is_once(closed):
    with pytest.raises(services.ReasonNeeded):
        asked(closed, reason=" ")
    assert asked(closed).pk == asked(closed).pk


@pytest.mark.parametrize("state", ["SCORING", "CONFIRMED", "PUBLISHED"])
def test_only_closed_scores_are_opened_again(closed, state):
    type(closed.pitch_day).objects.filter(pk=closed.pitch_day.pk).update(state=state)
    with pytest.raises(services.Decided):
        asked(closed)


def proving(client, answer):
    """The person gives the password again, as the page asks, and goes on where they were."""
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    return client.post(answer.headers["Location"], {"password": "a long pass phrase"})


def test_both_sign_in_again_before_they_act(closed):
    """J-04: a session of this morning is not enough, neither for the chair nor for who agrees."""
    chair, organiser = Client(), Client()
    for client, role in ((chair, "chair"), (organiser, "organiser")):
        closed.people[role].set_password("a long pass phrase")
        closed.people[role].save()
        client.force_login(closed.people[role])
    address = reverse("judge:reopen", args=[closed.pitch_day.key])
    filled = {"what": closed.own_card.key, "reason": "A slip of the key"}
    first = chair.post(address, filled)
    assert Reopening.objects.filter(state="ASKED").count() == 0
    assert proving(chair, first).headers["Location"] == address
    wish = Reopening.objects.get(state="ASKED")
    assert (wish.card, wish.asked_by) == (closed.own_card, closed.people["chair"])
    consent = reverse("organise:reopening", args=["spring-2027", wish.key])
    second = organiser.post(consent, {"act": "agree"})
    assert Scorecard.objects.filter(is_reopened=True).count() == 0
    assert proving(organiser, second).headers["Location"] == consent
    closed.own_card.refresh_from_db()
    assert closed.own_card.is_reopened


def test_the_judge_changes_the_reopened_sheet_on_the_page(closed, sign_in):
    services.decide_reopening(reopening=asked(closed, closed.own_card), agree=True, by=closed.people["organiser"])
    page = sign_in("judge").get(reverse("judge:card", args=[closed.slot.key])).content.decode()
    assert 'id="sheet"' in page
    other = sign_in("judge").get(reverse("judge:card", args=[closed.other_slot.key])).content.decode()
    assert 'id="sheet"' not in other
