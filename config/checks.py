"""System checks: production refuses to start unsafe (R-07)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

KEY_LENGTH = 50
HINT = "This is production, the default. While developing set TWELVEFOLD_MODE=demo; docs/operations.md lists the rest."
# What must be true in production, as the sentence to show where it is not.
Rule = tuple[str, Callable[[], bool], str]


def _is_good(key: str) -> bool:
    return key != settings.INSECURE_KEY and len(key) >= KEY_LENGTH and len(set(key)) > 5


def _has_key() -> bool:
    # An earlier key still signs: a known one would open everything.
    return all(_is_good(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _has_hosts() -> bool:
    return bool(settings.ALLOWED_HOSTS) and "*" not in settings.ALLOWED_HOSTS


def _has_safe_database() -> bool:
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return True
    return database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE"


RULES: list[Rule] = [
    ("E001", lambda: not settings.DEBUG, "DEBUG is on."),
    ("E002", _has_key, f"SECRET_KEY or a fallback is missing, the well-known one, or under {KEY_LENGTH} characters."),
    ("E003", _has_hosts, "ALLOWED_HOSTS names no host, or every host."),
    ("E004", lambda: not settings.DEMO_SIGN_IN, "DEMO_SIGN_IN is on: anybody could sign in as anybody."),
    ("E005", lambda: not settings.STYLE_PAGE, "STYLE_PAGE is on: it is for developers."),
    ("E006", _has_safe_database, "SQLite without transaction_mode IMMEDIATE gives seats away twice."),
    ("E007", lambda: not settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN, "Passkeys are allowed without HTTPS."),
    ("E008", lambda: not settings.FIXED_NOW, "FIXED_NOW stops the clock: no deadline would ever pass."),
    ("E009", lambda: settings.SITE_URL.startswith("https://"), "SITE_URL must begin with https://; mail links use it."),
    ("E010", lambda: settings.SESSION_COOKIE_SECURE, "Session cookies would travel without HTTPS."),
]


@register()
def unsafe_in_production(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for everything that production must not start with; nothing in demo and test mode."""
    if settings.MODE not in {"production", "demo", "test"}:
        return [Error("TWELVEFOLD_MODE must be production, demo or test.", id="config.E000")]
    if not settings.IS_PRODUCTION:
        return []
    return [Error(words, id=f"config.{number}", hint=HINT) for number, is_well, words in RULES if not is_well()]


def refuse_unsafe_start() -> None:
    """Raises ImproperlyConfigured with every reason why this site must not start."""
    reasons = unsafe_in_production()
    if reasons:
        listed = " ".join(f"{reason.id}: {reason.msg}" for reason in reasons)
        raise ImproperlyConfigured(f"{settings.SITE_NAME} does not start. {listed}")
