"""Tests of what is done to accounts."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from core.audit.models import Event
from core.models import Invitation, Session
from core.people import invitations, services
from core.people.sessions import device_words, forget_expired
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return UserFactory(email="root@example.com", is_superuser=True)


@pytest.fixture
def hana():
    return UserFactory(email="hana@example.com", first_name="Hana", last_name="Aziz")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def recorded(event):
    return list(Event.objects.filter(event=event).values_list("actor_id", "subject_id"))


def test_rename_records_the_name_before(hana):
    services.rename(user=hana, first_name="Hana", last_name="Marks", by=hana)
    services.rename(user=hana, first_name="Hana", last_name="Marks", by=hana)
    assert hana.name == "Hana Marks"
    assert Event.objects.get(event="person.renamed").data == {"before": "Hana Aziz"}


def test_close_account_ends_sessions_and_invitations_at_once(root, hana):
    """I-13: every way in is shut, and a session that was open sees the sign-in page at its next request."""
    client = signed_in(hana)
    _invitation, token = invitations.invite(user=hana, role="mentor", by=root)
    assert client.get("/account/").status_code == 200
    services.close_account(user=hana, by=root)
    assert client.get("/account/").status_code == 302
    with pytest.raises(invitations.TakenBack):
        invitations.accept(token=token)
    assert not Session.objects.filter(user=hana).exists()
    assert recorded("account.closed") == [(root.pk, hana.pk)]


def test_a_disabled_person_is_nobody_even_with_a_living_session(hana):
    """I-13: not even a session that was not found in time."""
    client = signed_in(hana)
    type(hana).objects.filter(pk=hana.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_open_account_lets_in_again(root, hana):
    services.close_account(user=hana, by=root)
    services.open_account(user=hana, by=root)
    assert signed_in(hana).get("/account/").status_code == 200
    assert recorded("account.opened") == [(root.pk, hana.pk)]


def test_change_address_must_be_proved_and_ends_the_old_sessions(root, hana):
    """I-09: an address that goes to somebody else opens nothing of the old owner."""
    client = signed_in(hana)
    invitations.invite(user=hana, role="mentor", by=root)
    services.change_address(user=hana, email="Hana@New.example.com", by=root)
    hana.refresh_from_db()
    assert hana.email == "hana@new.example.com"
    assert list(hana.emailaddress_set.values_list("email", "verified")) == [("hana@new.example.com", False)]
    assert client.get("/account/").status_code == 302
    assert not Invitation.objects.filter(revoked_at=None).exists()
    assert recorded("account.address_changed") == [(root.pk, hana.pk)]


def test_change_address_refuses_another_persons_and_pretended_ones(root, hana):
    """I-07: unique in the normal form."""
    with pytest.raises(services.AddressTaken):
        services.change_address(user=hana, email="ROOT@example.com", by=root)
    with pytest.raises(services.AddressRefused):
        services.change_address(user=hana, email="ro\u043et@example.com", by=root)


def test_end_sessions_keeps_only_the_one_named(hana):
    """I-11: sessions can be listed and killed."""
    here, there = signed_in(hana), signed_in(hana)
    ended = services.end_sessions(user=hana, by=hana, keep=here.session.session_key)
    assert (ended, here.get("/account/").status_code, there.get("/account/").status_code) == (1, 200, 302)
    assert recorded("account.sessions_ended") == [(hana.pk, hana.pk)]


def test_sessions_know_whose_they_are(hana):
    client = signed_in(hana)
    assert Session.objects.get(session_key=client.session.session_key).user == hana


def test_forget_expired_takes_away_old_sessions_only(hana, clock):
    signed_in(hana)
    forget_expired(clock.now)
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    forget_expired(clock.now)
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156 Safari/537.36 Edg/156", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"),
        ("curl/8", ""),
    ],
)
def test_device_words_name_browser_and_system(agent, words):
    assert device_words(agent) == words
