"""Tests of seeing the site as somebody else."""

import pytest

from core.audit.models import Event
from core.audit.record import record
from core.models import Impersonation, OutboxMessage
from core.people import impersonation
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "She cannot find her team"}


@pytest.fixture
def root():
    return UserFactory(email="root@example.com", first_name="Ada", last_name="Root", is_superuser=True)


@pytest.fixture
def hana():
    return UserFactory(email="hana@example.com", first_name="Hana", last_name="Aziz")


@pytest.fixture
def as_hana(client, root, hana):
    client.force_login(root)
    assert client.post(f"/people/{hana.key}/see-as/", REASON).status_code == 302
    return client


def test_start_is_recorded_and_told_to_the_person(root, hana):
    """O-11: reason, record, letter."""
    impersonation.start(administrator=root, person=hana, **REASON)
    event = Event.objects.get(event="person.impersonated")
    assert (event.actor_id, event.subject_id, event.data) == (root.pk, hana.pk, REASON)
    letter = OutboxMessage.objects.get()
    assert letter.to == hana
    assert "Ada Root, an administrator of the site, is looking at it as you see it." in letter.body
    assert REASON["reason"] in letter.body


def test_start_refuses_administrators_closed_accounts_and_anybody_elses_wish(root, hana):
    """O-11: never into another administrator."""
    other = UserFactory(email="other@example.com", is_superuser=True)
    closed = UserFactory(email="closed@example.com", is_active=False)
    for administrator, person in ((root, other), (root, root), (root, closed), (hana, closed)):
        with pytest.raises(impersonation.NotThisPerson):
            impersonation.start(administrator=administrator, person=person, **REASON)
    assert Impersonation.objects.count() == 0


def test_only_an_administrator_may_ask(client, hana):
    """O-11: for everybody else the page is not there."""
    client.force_login(UserFactory(email="leo@example.com"))
    assert client.get(f"/people/{hana.key}/see-as/").status_code == 404
    assert client.post(f"/people/{hana.key}/see-as/", REASON).status_code == 404


def test_a_reason_must_be_given(client, root, hana):
    client.force_login(root)
    assert client.post(f"/people/{hana.key}/see-as/", {"reason": " "}).status_code == 422
    assert Impersonation.objects.count() == 0


def test_the_request_is_the_persons_and_knows_the_administrator(as_hana, root, hana):
    """O-11: the banner's data is on the request."""
    request = as_hana.get("/start/").wsgi_request
    assert (request.user, request.user.impersonated_by) == (hana, root)
    assert (request.impersonation.name, request.impersonation.stop_url) == ("Hana Aziz", "/people/stop/")


def test_nothing_can_be_changed_and_private_pages_stay_shut(as_hana, hana):
    """O-11: read-only, and no password, code, session, export or invitation of the person is shown."""
    assert as_hana.post("/start/", {}).status_code == 403
    private = ["/account/", "/account/sessions/", "/accounts/2fa/", "/accounts/email/", "/exports/abc/"]
    private += ["/invitation/", "/people/", "/cms/"]
    assert [as_hana.get(path).status_code for path in private] == [403] * len(private)
    assert as_hana.post("/account/name/", {"first_name": "X", "last_name": "Y"}).status_code == 403
    hana.refresh_from_db()
    assert hana.name == "Hana Aziz"


def test_stop_makes_the_administrator_themselves_again(as_hana, root):
    before = as_hana.session.session_key
    assert as_hana.post("/people/stop/").status_code == 302
    assert as_hana.get("/start/").wsgi_request.user == root
    assert as_hana.session.session_key != before
    assert Impersonation.objects.get().ended_at is not None
    assert Event.objects.filter(event="person.impersonation_ended").count() == 1


def test_it_ends_by_itself_after_half_an_hour(as_hana, root, clock):
    """O-11: it expires."""
    clock.forward(minutes=29)
    assert as_hana.get("/start/").wsgi_request.user.email == "hana@example.com"
    clock.forward(minutes=1)
    assert as_hana.get("/start/").wsgi_request.user == root


def test_it_ends_when_the_administrator_or_the_person_is_no_longer_fit(as_hana, root, hana):
    """I-10, O-11: at the next request."""
    hana.is_superuser = True
    hana.save()
    assert as_hana.get("/start/").wsgi_request.user == root


def test_events_name_the_administrator_behind_the_person(root, hana):
    hana.impersonated_by = root
    event = record("export.made", by=hana, subject=hana)
    assert (event.actor_id, event.behalf_id, event.behalf_label) == (hana.pk, root.pk, "Ada Root")
