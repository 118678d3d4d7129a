"""Tests of signing in: what it says, what it counts, what it ends, and what it never gives away."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from core.audit.models import Event
from core.models import Session, User
from core.people import invitations
from core.people.accounts import PASSWORD_TRIES_FROM
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


# --- signing in ---


def test_password_and_code_both_sign_in_and_are_recorded(client, hana, mailoutbox):
    assert sign_in(client, " HANA@example.com ").url == "/start/"
    assert whoever(client) == hana
    other = Client()
    other.post("/accounts/login/code/", {"email": "Hana@Example.com"})
    response = other.post("/accounts/login/code/confirm/", {"code": CODE.search(mailoutbox[0].body)[1].lower()})
    assert response.url == "/start/"
    assert whoever(other) == hana
    assert Event.objects.filter(event="account.signed_in", actor_id=hana.pk).count() == 2


def test_the_session_gets_a_new_key_at_sign_in(client, hana):
    """I-11: a session that was fixed before is worth nothing after."""
    client.get("/accounts/login/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["session"] = session.session_key
    sign_in(client)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()
    cookie = client.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_session_gets_a_new_key_when_a_role_is_gained(client, ade, hana):
    """I-11: at a change of role."""
    client.force_login(hana)
    before = client.session.session_key
    _invitation, token = invitations.invite(user=hana, role="judge", place="Spring", by=ade)
    client.post(f"/invitation/{token}/")
    assert client.session.session_key != before
    assert whoever(client) == hana


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example.com/",
        "//evil.example.com/",
        "///evil.example.com",
        "\\\\evil.example.com",
        "/\\evil.example.com",
        "javascript:alert(1)",
        "http:///evil.example.com",
        "/%5cevil.example.com\\x",
        "http://testserver.evil.example.com/",
    ],
)
def test_only_local_paths_follow_signing_in(client, hana, target):
    """I-14: no open redirect."""
    response = client.post("/accounts/login/", {"login": hana.email, "password": PASSWORD, "next": target})
    assert response.url == "/start/"


def test_a_local_path_is_followed(client, hana):
    response = client.post("/accounts/login/?next=/account/", {"login": hana.email, "password": PASSWORD})
    assert response.url == "/account/"


def test_nobody_signs_up_by_themselves(client):
    assert "Accounts begin with an invitation" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"email": "x@example.com", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email="x@example.com").exists()


# --- who has an account ---


def same(text, *addresses):
    for address in addresses:
        text = text.replace(address, "ADDRESS")
    return re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]+"', "TOKEN", text)


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_for_a_code_looks_the_same_with_and_without_an_account(hana, mailoutbox, path):
    """I-05: same page, same number of letters."""
    pages = []
    for address in ("hana@example.com", "nobody@example.com"):
        browser = Client()
        response = browser.post(path, {"email": address}, follow=True)
        pages.append((response.redirect_chain, same(response.content.decode(), address)))
    assert pages[0] == pages[1]
    assert [letter.to for letter in mailoutbox] == [["hana@example.com"], ["nobody@example.com"]]
    assert "no account" in mailoutbox[1].body


def test_a_wrong_password_looks_the_same_with_and_without_an_account(hana, newcomer):
    """I-05: known, unknown and not yet proved; and each costs exactly one password hashing."""
    pages = set()
    for address in ("hana@example.com", "nobody@example.com", "nia@example.com"):
        response = sign_in(Client(), address, "wrong password")
        pages.add((response.status_code, same(response.content.decode(), address)))
    assert len(pages) == 1


@pytest.mark.parametrize("address", ["hana@example.com", "nobody@example.com", "nia@example.com"])
def test_a_wrong_password_is_hashed_once_whoever_is_asked_for(hana, newcomer, monkeypatch, address):
    """I-05: the time it takes has one shape."""
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: hashed.append(1) or encode(self, *given))
    sign_in(Client(), address, "wrong password")
    assert len(hashed) == 1


def test_changing_to_a_taken_address_looks_like_any_change(ade, hana, mailoutbox):
    """I-05: only the owner of the address learns that it is taken."""
    pages = []
    for address in ("ade@example.com", "new@example.com"):
        browser = Client()
        browser.force_login(hana)
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
        response = browser.post("/accounts/email/", {"action_add": "1", "email": address})
        pages.append((response.status_code, response.url))
    assert pages[0] == pages[1]
    assert len(mailoutbox) == 2


# --- too often ---


def test_wrong_passwords_are_counted_by_account_not_by_network(hana, ade):
    """I-06: the eleventh try is refused even with the right password, from wherever and however it is written."""
    spellings = ("hana@example.com", "HANA@example.com", " Hana@Example.com")
    for number in range(10):
        extra = {"REMOTE_ADDR": f"198.51.100.{number}", "HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        sign_in(Client(), spellings[number % 3], "wrong password", **extra)
    response = sign_in(Client())
    assert "Too many tries" in response.content.decode()
    assert sign_in(Client(), "ade@example.com").url == "/start/"


def test_a_right_password_uses_up_no_tries(client, hana):
    for _time in range(12):
        assert sign_in(Client()).url == "/start/"


def test_many_people_behind_one_address_sign_in(settings):
    """J-12, I-06: 340 people in a hall share one address, and each signs in within five minutes."""
    people = [UserFactory(email=f"guest{number}@example.com") for number in range(40)]
    for person in people:
        assert sign_in(Client(), person.email, REMOTE_ADDR="198.51.100.7").url == "/start/"
    assert PASSWORD_TRIES_FROM >= 340


def test_letters_with_codes_to_one_address_are_few(client, hana, mailoutbox, clock):
    """I-06: nobody's mailbox is flooded."""
    for _time in range(6):
        assert Client().post("/accounts/login/code/", {"email": hana.email}).status_code == 302
    response = Client().post("/accounts/login/code/", {"email": hana.email})
    assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
    assert len(mailoutbox) == 6
    clock.forward(minutes=15)
    assert Client().post("/accounts/login/code/", {"email": hana.email}).status_code == 302


def test_a_code_can_be_guessed_three_times(client, hana, mailoutbox):
    """I-06: then a new one is needed."""
    client.post("/accounts/login/code/", {"email": hana.email})
    for _try in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "BBBB-BBBB"})
    client.post("/accounts/login/code/confirm/", {"code": CODE.search(mailoutbox[0].body)[1]})
    assert "_auth_user_id" not in client.session


# --- a forgotten password ---


def test_a_new_password_by_code_ends_every_session_and_is_told(client, hana, mailoutbox, settings):
    """I-08, I-11: no account changes hands silently."""
    thief = Client()
    thief.force_login(hana)
    client.post("/accounts/password/reset/", {"email": hana.email})
    client.post("/accounts/password/reset/confirm/", {"code": CODE.search(mailoutbox[0].body)[1]})
    new = {"password1": "another long secret", "password2": "another long secret"}
    assert client.post("/accounts/password/reset/complete/", new).url == "/accounts/password/reset/done/"
    assert "_auth_user_id" not in client.session
    assert thief.get("/account/").status_code == 302
    assert [letter.subject for letter in mailoutbox] == ["Your code for a new password", "Your password was changed"]
    assert Event.objects.filter(event="account.password_set", actor_id=hana.pk).count() == 1
    assert sign_in(Client(), password="another long secret").url == "/start/"


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_letters_name_the_sites_own_address_whatever_the_request_says(hana, mailoutbox, settings, path):
    """I-08: the Host header poisons no letter, and unknown hosts are refused."""
    settings.SITE_URL = "https://twelvefold.example.com"
    settings.ALLOWED_HOSTS = ["testserver", "other.example.com"]
    Client().post(path, {"email": hana.email}, headers={"host": "other.example.com"})
    Client().post(path, {"email": "nobody@example.com"}, headers={"host": "other.example.com"})
    for letter in mailoutbox:
        assert "other.example.com" not in letter.body + letter.subject
        assert "https://twelvefold.example.com/" in letter.body
    assert Client().post(path, {"email": hana.email}, headers={"host": "evil.example.com"}).status_code == 400


def test_letters_have_plain_subjects_without_a_prefix(hana, mailoutbox):
    Client().post("/accounts/login/code/", {"email": hana.email})
    assert mailoutbox[0].subject == "Your sign-in code"
