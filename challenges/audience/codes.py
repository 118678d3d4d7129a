"""The text of a code: made from the row's key and the site's secret, so that it is stored nowhere and can be printed
again; a leaked table gives no code away."""

import hashlib
import hmac

from django.conf import settings

from challenges.audience.engine import CODES, code_text
from challenges.audience.models import AudienceCode


def _secrets() -> list[str]:
    """The site's secret, then earlier ones that are still accepted: cards outlive a change of the key."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _keyed(secret: str, purpose: str, text: str) -> bytes:
    return hmac.new(secret.encode(), f"audience {purpose} {text}".encode(), hashlib.sha256).digest()


def _text(secret: str, key: str) -> str:
    return code_text(int.from_bytes(_keyed(secret, "code", key)) % CODES)


def new_text(key: str) -> str:
    """The text of a code whose row has this key."""
    return _text(settings.SECRET_KEY, key)


def digest(text: str) -> str:
    """What is stored of a code."""
    return _keyed(settings.SECRET_KEY, "digest", text).hex()


def digests(text: str) -> list[str]:
    """What a row of this code may hold, whichever accepted secret it was made under."""
    return [_keyed(secret, "digest", text).hex() for secret in _secrets()]


def text_of(code: AudienceCode) -> str:
    """The text again, for a card or the desk; nothing once the secret it was made under is gone."""
    for secret in _secrets():
        text = _text(secret, code.key)
        if hmac.compare_digest(_keyed(secret, "digest", text).hex(), code.digest):
            return text
    return ""


def hashed(browser: str) -> str:
    """What is stored of the secret that a browser's cookie holds."""
    return hashlib.sha256(browser.encode()).hexdigest()
