"""Tests of what production refuses to start with."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured

from config.checks import refuse_unsafe_start, unsafe_in_production

SAFE = {
    "MODE": "production",
    "IS_PRODUCTION": True,
    "DEBUG": False,
    "SECRET_KEY": "a-key-of-fifty-characters-and-more-for-these-tests-only",
    "ALLOWED_HOSTS": ["twelvefold.example.com"],
    "SITE_URL": "https://twelvefold.example.com",
    "DEMO_SIGN_IN": False,
    "STYLE_PAGE": False,
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    "FIXED_NOW": "",
    "SESSION_COOKIE_SECURE": True,
}
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}


@pytest.fixture
def production(settings):
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def found():
    return [error.id for error in unsafe_in_production()]


def test_a_safe_production_has_no_complaint(production):
    assert found() == []
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "E001"),
        ("SECRET_KEY", site.INSECURE_KEY, "E002"),
        ("SECRET_KEY", "short", "E002"),
        ("SECRET_KEY", "a" * 60, "E002"),
        ("SECRET_KEY_FALLBACKS", [site.INSECURE_KEY], "E002"),
        ("ALLOWED_HOSTS", [], "E003"),
        ("ALLOWED_HOSTS", ["*"], "E003"),
        ("DEMO_SIGN_IN", True, "E004"),
        ("STYLE_PAGE", True, "E005"),
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True, "E007"),
        ("FIXED_NOW", "2027-03-09T10:00:00+00:00", "E008"),
        ("SITE_URL", "http://twelvefold.example.com", "E009"),
        ("SESSION_COOKIE_SECURE", False, "E010"),
    ],
)
def test_production_refuses(production, name, value, number):
    """R-07: each unsafe setting by itself stops production."""
    setattr(production, name, value)
    assert found() == [f"config.{number}"]
    with pytest.raises(ImproperlyConfigured, match=number):
        refuse_unsafe_start()


@pytest.mark.parametrize(
    ("database", "errors"),
    [
        (SQLITE, ["config.E006"]),
        (SQLITE | {"OPTIONS": {"transaction_mode": "DEFERRED"}}, ["config.E006"]),
        (SQLITE | {"OPTIONS": {"transaction_mode": "IMMEDIATE"}}, []),
        ({"ENGINE": "django.db.backends.postgresql"}, []),
    ],
)
def test_production_refuses_sqlite_without_immediate(production, monkeypatch, database, errors):
    """R-07, C-10: SQLite must take the write lock first."""
    monkeypatch.setitem(site.DATABASES, "default", database)
    assert found() == errors


def test_an_unknown_mode_is_an_error(settings):
    settings.MODE = "staging"
    assert found() == ["config.E000"]


def test_demo_and_test_are_not_looked_at():
    assert found() == []


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import config.wsgi"],
        ["manage.py", "serve"],
        ["manage.py", "tick", "--once"],
        ["manage.py", "db_worker", "--batch"],
    ],
)
def test_no_door_opens_in_an_unsafe_production(command, tmp_path):
    """R-07: web, parent, scheduler and worker refuse alike, and say every reason."""
    outcome = subprocess.run(
        [sys.executable, *command],
        cwd=site.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert [number for number in ("E001", "E002", "E003", "E009") if number not in outcome.stderr] == []
