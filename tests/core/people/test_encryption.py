"""Tests of the seeds of second factors, encrypted in the database."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache

from core.people.encryption import decrypt, encrypt, renew
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "an-old-key-of-fifty-characters-and-more-for-tests-1", "a-new-key-of-fifty-characters-and-more-for-tests-22"


@pytest.fixture
def hana(settings):
    settings.SECRET_KEY = OLD
    return UserFactory(email="hana@example.com")


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(counters())))


def fits(factor, secret):
    """Whether the code of this moment is taken, as often as asked."""
    cache.clear()
    return TOTP(Authenticator.objects.get(pk=factor.pk)).validate_code(code_of(secret))


def test_seeds_are_unreadable_in_the_database(hana):
    secret = generate_totp_secret()
    app = TOTP.activate(hana, secret).instance
    codes = RecoveryCodes.activate(hana)
    kept = dict(Authenticator.objects.values_list("type", "data"))
    assert secret not in str(kept)
    assert decrypt(kept["totp"]["secret"]) == secret
    assert len(decrypt(kept["recovery_codes"]["seed"])) == 80
    assert fits(app, secret) is True
    assert codes.validate_code(codes.get_unused_codes()[0]) is True


def test_the_same_text_never_looks_the_same(hana):
    assert encrypt("seed") != encrypt("seed")


def test_an_earlier_key_still_opens(hana, settings):
    secret = generate_totp_secret()
    app = TOTP.activate(hana, secret).instance
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert fits(app, secret) is True


def test_the_daily_run_writes_everything_under_the_present_key(hana, settings, clock):
    secret = generate_totp_secret()
    app = TOTP.activate(hana, secret).instance
    first = RecoveryCodes.activate(hana).get_unused_codes()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert (renew(clock.now), renew(clock.now)) == (2, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert fits(app, secret) is True
    assert RecoveryCodes.activate(hana).get_unused_codes() == first


def test_a_lost_key_lets_nobody_in_and_says_so(hana, settings, caplog, clock):
    secret = generate_totp_secret()
    app = TOTP.activate(hana, secret).instance
    first = RecoveryCodes.activate(hana).get_unused_codes()
    settings.SECRET_KEY = NEW
    assert [fits(app, known) for known in (secret, "")] == [False] * 2
    assert RecoveryCodes.activate(hana).validate_code(first[0]) is False
    settings.SECRET_KEY_FALLBACKS = ["another-old-key-of-fifty-characters-and-more-for-it"]
    assert renew(clock.now) == 0
    assert {record.message for record in caplog.records} == {
        "a second factor was encrypted under a key that is neither SECRET_KEY nor among its fallbacks"
    }
