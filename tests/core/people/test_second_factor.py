"""Tests of the second factor of powerful roles, and of the ways into Wagtail's admin."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission

from core.people import second_factor
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def root():
    return UserFactory(email="root@example.com", is_superuser=True)


@pytest.fixture
def editor():
    user = UserFactory(email="ed@example.com")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def powerful(user):
    return user.email == "chair@example.com"


def with_app(user):
    return TOTP.activate(user, generate_totp_secret()).instance


@pytest.mark.parametrize("path", ["/start/", "/people/", "/organise/x/", "/my/x/", "/judge/", "/partner/", "/cms/"])
def test_a_powerful_role_without_a_second_factor_is_led_to_set_one_up(client, root, path):
    """I-12: before any door opens."""
    client.force_login(root)
    response = client.get(path)
    assert (response.status_code, response.url) == (302, "/accounts/2fa/")
    with_app(root)
    assert client.get("/people/").status_code == 200


def test_roles_of_the_rooms_above_are_asked_by_name(client, settings, monkeypatch):
    """I-12: organisers and chairs, as the wiring knows them."""
    monkeypatch.setattr(second_factor, "wired", lambda name: [powerful])
    client.force_login(UserFactory(email="chair@example.com"))
    assert client.get("/start/").status_code == 302
    client.force_login(UserFactory(email="hana@example.com"))
    assert client.get("/start/").status_code == 200
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(UserFactory(email="chair@example.com"))
    assert client.get("/start/").status_code == 200


def test_an_editor_needs_one_at_the_editors_door(client, editor):
    """I-12: editors."""
    client.force_login(editor)
    assert client.get("/cms/").url == "/accounts/2fa/"
    assert client.get("/start/").url == "/cms/"
    with_app(editor)
    assert client.get("/cms/").status_code == 200


def test_the_pages_for_setting_it_up_stay_open(client, root):
    client.force_login(root)
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/account/").status_code == 200


def test_the_last_factor_of_a_powerful_role_stays(client, root):
    """I-12: it cannot be switched off again."""
    client.force_login(root)
    with_app(root)
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=root, type="totp").exists()
    Authenticator.objects.all().delete()
    key = Authenticator.objects.create(user=root, type="webauthn", data={"name": "Phone", "credential": {}})
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/"])
def test_wagtails_own_sign_in_leads_to_ours_and_takes_no_password(client, editor, path):
    """I-12, W-03: a plain password is never enough."""
    response = client.get(f"{path}?next=/cms/")
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/cms/")
    posted = client.post(path, {"username": editor.email, "password": "correct horse battery"})
    assert posted.status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    [
        "/cms/password_reset/",
        "/cms/password_reset/confirm/MQ/token/",
        "/cms/users/",
        "/cms/users/new/",
        "/cms/api-tokens/",
        "/cms/account/",
    ],
)
def test_wagtails_own_passwords_people_and_tokens_are_not_there(client, root, path):
    """I-12: nothing beside the services makes accounts or ways in."""
    with_app(root)
    client.force_login(root)
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": root.email}).status_code == 404


def test_the_editors_door_opens_by_wagtails_groups_only(client, settings):
    """I-12: participants and organisers see nothing of it."""
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(UserFactory(email="hana@example.com"))
    assert client.get("/cms/").status_code == 302
    assert client.get("/cms/pages/").status_code == 302
    holders = Permission.objects.get(codename="access_admin").group_set.values_list("name", flat=True)
    assert set(holders) <= {"Editors", "Moderators"}


def test_signing_in_with_a_password_asks_for_the_second_step(client, root):
    """I-12: and until it is given nobody is signed in."""
    with_app(root)
    response = client.post("/accounts/login/", {"login": root.email, "password": "correct horse battery"})
    assert response.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_codes_of_the_second_step_are_counted_by_person(client, root):
    """I-06: six digits cannot be guessed."""
    with_app(root)
    client.post("/accounts/login/", {"login": root.email, "password": "correct horse battery"})
    for _try in range(10):
        response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "This code is wrong" in response.content.decode()
    response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Too many tries" in response.content.decode()
