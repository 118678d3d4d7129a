"""Tests of taking away a lost second factor, and of editors."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from core.audit.models import Event
from core.models import OutboxMessage
from core.people import editors, recovery
from core.people.second_factor import is_editor
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(email="ada@example.com", first_name="Ada", last_name="Root", is_superuser=True)


@pytest.fixture
def bea():
    return UserFactory(email="bea@example.com", first_name="Bea", last_name="Root", is_superuser=True)


@pytest.fixture
def chair():
    user = UserFactory(email="chair@example.com", first_name="Idris", last_name="Vaughan")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    return user


def events():
    return list(Event.objects.values_list("event", "actor_id", "subject_id"))


def test_two_administrators_together_take_it_away(ada, bea, chair):
    """I-12: recovery by two people, told to the person."""
    browser = Client()
    browser.force_login(chair)
    wish = recovery.ask(person=chair, reason="Her phone was stolen", by=ada)
    assert recovery.waiting_for(chair) == wish
    recovery.agree(recovery=wish, by=bea)
    assert not Authenticator.objects.filter(user=chair).exists()
    assert browser.get("/account/").status_code == 302
    assert recovery.waiting_for(chair) is None
    assert events() == [
        ("account.recovery_asked", ada.pk, chair.pk),
        ("account.recovered", bea.pk, chair.pk),
    ]
    assert [message.to for message in OutboxMessage.objects.all()] == [chair, chair]


def test_one_administrator_alone_takes_nothing_away(ada, chair, clock):
    """I-12: neither the one who asked, nor the person, nor anybody without the role, nor too late."""
    wish = recovery.ask(person=chair, reason="Lost", by=ada)
    late = UserFactory(email="late@example.com", is_superuser=True)
    for by in (ada, chair, UserFactory(email="hana@example.com")):
        with pytest.raises(recovery.NotTwoPeople):
            recovery.agree(recovery=wish, by=by)
    clock.forward(days=2)
    with pytest.raises(recovery.NotTwoPeople):
        recovery.agree(recovery=wish, by=late)
    assert Authenticator.objects.filter(user=chair).exists()


def test_nobody_asks_for_themselves_or_without_the_role(ada, chair):
    for person, by in ((ada, ada), (chair, chair), (ada, chair)):
        with pytest.raises(recovery.NotTwoPeople):
            recovery.ask(person=person, reason="Lost", by=by)


def test_the_page_asks_first_and_agrees_second(client, ada, bea, chair):
    """I-12: over HTTP."""
    address = f"/people/{chair.key}/recover/"
    client.force_login(ada)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Lost"}).status_code == 302
    client.post(address)
    assert Authenticator.objects.filter(user=chair).exists()
    client.force_login(bea)
    assert "Agree, and take it away" in client.get(address).content.decode()
    client.post(address)
    assert not Authenticator.objects.filter(user=chair).exists()


def test_editors_are_made_and_ended_by_administrators(client, ada, chair):
    client.force_login(ada)
    client.post(f"/people/{chair.key}/editor/")
    assert editors.edits(chair)
    assert is_editor(type(chair).objects.get(pk=chair.pk))
    client.post(f"/people/{chair.key}/editor/")
    assert not editors.edits(chair)
    assert not is_editor(type(chair).objects.get(pk=chair.pk))
    assert sorted(events()[-2:]) == [("editor.ended", ada.pk, chair.pk), ("editor.made", ada.pk, chair.pk)]
