"""From an invitation to a signed-in person, and everything that must not happen on the way."""

import re

import pytest
from django.test import Client

from core.audit.models import Event
from core.models import Invitation, User
from core.people import account_events, invitations, services
from core.people.views import demo
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
CODE = re.compile(r"^    ([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)


@pytest.fixture
def ade():
    return UserFactory(email="ade@example.com", first_name="Ade", last_name="Bankole")


@pytest.fixture
def hana():
    return UserFactory(email="hana@example.com", first_name="Hana", last_name="Aziz")


@pytest.fixture
def newcomer():
    return UserFactory(email="nia@example.com", first_name="Nia", last_name="Bowen", proved=False)


def whoever(client):
    return client.get("/start/").wsgi_request.user


def sign_in(client, email="hana@example.com", password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": email, "password": password}, **extra)


# --- invitations ---


def test_a_newcomer_accepts_by_the_button_and_chooses_how_to_sign_in(client, ade, newcomer):
    """I-04: looking changes nothing; the button does."""
    _invitation, token = invitations.invite(user=newcomer, role="mentor", place="Spring", by=ade)
    for _scan in range(3):
        page = client.get(f"/invitation/{token}/")
        assert (page.status_code, page["Cache-Control"]) == (
            200,
            "max-age=0, no-cache, no-store, must-revalidate, private",
        )
    assert Invitation.objects.get().accepted_at is None
    response = client.post(f"/invitation/{token}/")
    assert (response.status_code, response.url) == (302, "/account/welcome/")
    assert whoever(client) == newcomer
    assert client.get("/account/welcome/").status_code == 200


def test_a_used_invitation_is_refused_and_gives_nothing(client, ade, newcomer):
    """I-01: replay."""
    _invitation, token = invitations.invite(user=newcomer, role="mentor", place="Spring", by=ade)
    client.post(f"/invitation/{token}/")
    assert client.get(f"/invitation/{token}/").url == "/start/"
    thief = Client()
    for response in (thief.get(f"/invitation/{token}/"), thief.post(f"/invitation/{token}/")):
        assert response.status_code == 410
        assert "This invitation was already used" in response.content.decode()
    assert "_auth_user_id" not in thief.session


def test_a_forwarded_invitation_can_only_be_asked_for(client, ade, hana, newcomer):
    """I-02: another login may request, and gets no role."""
    _invitation, token = invitations.invite(user=newcomer, role="mentor", place="Spring", by=ade)
    client.force_login(hana)
    for response in (client.get(f"/invitation/{token}/"), client.post(f"/invitation/{token}/")):
        assert response.status_code == 403
        assert "This invitation is for another address" in response.content.decode()
    assert client.post(f"/invitation/{token}/ask/").status_code == 302
    assert Invitation.objects.get().accepted_at is None
    assert whoever(client) == hana


def test_fields_in_the_post_change_neither_role_nor_place(client, ade, newcomer):
    """I-03: scope and role stand in the row."""
    _invitation, token = invitations.invite(user=newcomer, role="participant", place="Spring", by=ade)
    client.post(f"/invitation/{token}/", {"role": "organiser", "cohort_id": "99", "email": "x@example.com"})
    row = Invitation.objects.get()
    assert (row.role, row.cohort_id, row.email) == ("participant", None, "nia@example.com")


def test_an_unknown_link_says_so_without_a_hint(client):
    assert client.get("/invitation/nothing/").status_code == 404
    assert client.post("/invitation/nothing/").status_code == 404


def test_signing_in_by_code_does_not_replace_accepting(client, ade, newcomer, mailoutbox):
    """I-09: the role waits for the link; the letter can be had again."""
    invitations.invite(user=newcomer, role="mentor", place="Spring", by=ade)
    client.post("/accounts/login/code/", {"email": newcomer.email})
    code = CODE.search(mailoutbox[0].body)[1]
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert whoever(client) == newcomer
    assert Invitation.objects.get().accepted_at is None
    page = client.get("/invitation/")
    assert "Spring" in page.content.decode()
    assert client.post("/invitation/").status_code == 302
    assert invitations.open_ones(newcomer).count() == 1


# --- the account ---


def test_signing_out_everywhere_ends_other_devices(client, hana):
    """I-11: sessions are listed and ended."""
    other = Client()
    sign_in(client, HTTP_USER_AGENT="Firefox on Windows")
    sign_in(other, HTTP_USER_AGENT="Chrome on Android")
    page = client.get("/account/sessions/").content.decode()
    assert ("Firefox, Windows" in page, "Chrome, Android" in page) == (True, True)
    client.post("/account/sessions/end/")
    assert (client.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)
    client.post("/account/sessions/end/", {"here": "1"})
    assert client.get("/account/").status_code == 302


def test_the_name_is_changed_and_a_pretended_one_refused(client, hana):
    """I-07: no word of two alphabets."""
    client.force_login(hana)
    assert client.post("/account/name/", {"first_name": "H\u0430na", "last_name": "Aziz"}).status_code == 422
    assert client.post("/account/name/", {"first_name": "Hanna", "last_name": "Aziz"}).status_code == 302
    hana.refresh_from_db()
    assert hana.name == "Hanna Aziz"


def test_extra_fields_in_the_name_form_are_never_written(client, hana):
    """O-04: no role by a posted field."""
    client.force_login(hana)
    client.post("/account/name/", {"first_name": "H", "last_name": "A", "is_superuser": "1", "email": "x@example.com"})
    hana.refresh_from_db()
    assert (hana.is_superuser, hana.email) == (False, "hana@example.com")


def test_a_new_address_counts_once_its_code_is_typed_in(client, hana, mailoutbox):
    client.force_login(hana)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "1", "email": "Hana.New@example.com"})
    hana.refresh_from_db()
    assert hana.email == "hana@example.com"
    client.post("/accounts/confirm-email/", {"code": CODE.search(mailoutbox[-1].body)[1]})
    hana.refresh_from_db()
    assert hana.email == "hana.new@example.com"
    assert mailoutbox[-1].to == ["hana@example.com"]
    assert Event.objects.filter(event="account.address_proved", actor_id=hana.pk).count() == 1


def test_account_pages_ask_for_signing_in(client):
    for path in ("/account/", "/account/name/", "/account/sessions/", "/start/", "/invitation/", "/accounts/2fa/"):
        response = client.get(path)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={path}")


def test_forms_of_accounts_need_their_token_and_no_frame_holds_them(hana):
    """W-03: CSRF and clickjacking."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(hana)
    for path in ("/accounts/login/", "/account/name/", "/account/sessions/end/", "/people/stop/", "/demo/"):
        assert strict.post(path, {}).status_code == 403
    response = strict.get("/account/")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


# --- the demo's cast ---


def cast():
    return [(person, "Organiser", "/account/") for person in User.objects.filter(email="ade@example.com")]


@pytest.fixture
def _cast(monkeypatch):
    monkeypatch.setattr(demo, "wired", lambda name: [cast])


@pytest.mark.usefixtures("_cast")
def test_the_demo_offers_its_cast_and_only_posting_signs_in(client, ade, hana):
    assert "Ade Bankole" in client.get("/demo/").content.decode()
    assert "_auth_user_id" not in client.session
    assert client.post("/demo/", {"person": hana.key}).status_code == 404
    assert client.post("/demo/", {"person": ade.key}).url == "/account/"
    assert whoever(client) == ade


@pytest.mark.usefixtures("_cast")
def test_the_demo_is_not_there_otherwise(client, ade, settings):
    settings.DEMO_SIGN_IN = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": ade.key}).status_code == 404


# --- administration ---


def test_administrators_find_close_and_open_accounts(client, ade, hana):
    ade.is_superuser = True
    ade.save()
    client.force_login(ade)
    assert "hana@example.com" in client.get("/people/?q=aziz").content.decode()
    assert client.get("/people/?size=x").status_code == 400
    client.post(f"/people/{hana.key}/switch/")
    hana.refresh_from_db()
    assert hana.is_active is False
    client.post(f"/people/{hana.key}/switch/")
    client.post(f"/people/{hana.key}/", {"email": "hana.new@example.com"})
    hana.refresh_from_db()
    assert (hana.is_active, hana.email) == (True, "hana.new@example.com")
    client.post(f"/people/{ade.key}/switch/")
    ade.refresh_from_db()
    assert ade.is_active is True


def test_the_accounts_page_is_for_administrators(client, hana):
    client.force_login(hana)
    for path in ("/people/", f"/people/{hana.key}/"):
        assert client.get(path).status_code == 404


def test_services_of_sign_in_record_what_they_did(hana):
    session = {}
    account_events.signed_in(user=hana, session=session)
    services.mark_proved(hana)
    assert list(Event.objects.values_list("event", flat=True)) == ["account.signed_in"]
    assert "began_at" in session


def test_the_accounts_list_asks_the_same_number_of_queries_for_one_and_three(client, ade, django_assert_num_queries):
    ade.is_superuser = True
    ade.save()
    client.force_login(ade)
    for people in (1, 3):
        while User.objects.count() < people:
            UserFactory()
        with django_assert_num_queries(7):
            assert client.get("/people/").status_code == 200
