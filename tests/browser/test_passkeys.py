"""Passkeys in a real browser: added, then the only thing used to sign in."""

import pytest
from allauth.mfa.models import Authenticator

from tests.browsers import assert_clean
from tests.factories.core import UserFactory

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def tab(page):
    """A tab whose browser has a fingerprint reader."""
    tab = page(width=390)
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    tab.credentials = lambda: devtools.send("WebAuthn.getCredentials", made)["credentials"]
    return tab


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_alone_signs_in(tab):
    """I-12: password, then passkey, then nothing but the passkey."""
    hana = UserFactory(email="hana@example.com", first_name="Hana", last_name="Aziz")
    tab.goto("/accounts/login/")
    assert_clean(tab)
    tab.get_by_label("E-mail address").fill("hana@example.com")
    tab.get_by_label("Password").fill("correct horse battery")
    tab.get_by_role("button", name="Sign in").click()
    tab.goto("/accounts/2fa/webauthn/add/")
    tab.get_by_label("Password").fill("correct horse battery")
    tab.get_by_role("button", name="Go on").click()
    assert_clean(tab)
    tab.get_by_label("Name").fill("My phone")
    assert tab.get_by_label("Sign in with it alone").is_checked()
    tab.get_by_role("button", name="Add the passkey").click()
    tab.get_by_role("heading", name="Your recovery codes").wait_for()
    assert_clean(tab)
    assert [(key["isResidentCredential"], key["rpId"]) for key in tab.credentials()] == [(True, "localhost")]
    assert sorted(Authenticator.objects.filter(user=hana).values_list("type", flat=True)) == [
        "recovery_codes",
        "webauthn",
    ]
    tab.goto("/accounts/logout/")
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url("**/")
    tab.problems.clear()  # the empty site's first page is not ours
    tab.goto("/accounts/login/")
    tab.get_by_role("button", name="Use a passkey").click()
    tab.get_by_role("heading", name="Nothing here for you yet").wait_for()
    tab.goto("/account/")
    assert_clean(tab)
    assert tab.problems == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_from_its_square_under_the_strict_policy(page):
    """I-12: the square is a picture of its own; no data: image is needed."""
    hana = UserFactory(email="hana@example.com")
    tab = page(user=hana)
    tab.goto("/accounts/2fa/totp/activate/")
    tab.get_by_label("Password").fill("correct horse battery")
    tab.get_by_role("button", name="Go on").click()
    square = tab.locator("img.square")
    square.evaluate("picture => picture.decode()")
    assert square.evaluate("picture => picture.naturalWidth > 0")
    assert_clean(tab)
