"""Seeds of second factors stand encrypted in the database: who reads only the database can make no codes.

The keys come from SECRET_KEY and, for what was written before it changed, from SECRET_KEY_FALLBACKS.
"""

import base64
import logging
import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from core.service import service

logger = logging.getLogger(__name__)
# Binds the derived key to this one purpose: what else SECRET_KEY signs is of no use here.
PURPOSE = b"twelvefold second factors"
# What allauth keeps secret of an authenticator; a passkey has only its public half.
SECRETS = ("secret", "seed")


def encrypt(text: str) -> str:
    """The text, readable again with SECRET_KEY alone."""
    return _locks().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """What was encrypted under this or an earlier key; under a lost one a seed that fits no code at all.

    An error would shut the page on which somebody takes another second step; an empty seed could be guessed.
    """
    try:
        return _locks().decrypt(encrypted.encode()).decode()
    except InvalidToken:
        logger.error("a second factor was encrypted under a key that is neither SECRET_KEY nor among its fallbacks")
        return base64.b32encode(secrets.token_bytes(20)).decode()


@service
def renew(now: datetime) -> int:
    """What was encrypted under an earlier key stands under the present one; the number of second factors changed."""
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    kept = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    return sum(_renewed(factor) for factor in kept.select_for_update().order_by("pk"))


def _renewed(factor: Authenticator) -> bool:
    """Whether a secret of this second factor was under an earlier key, and is not any more."""
    earlier = {name: text for name in SECRETS if (text := factor.data.get(name)) and _is_earlier(text)}
    for name, text in earlier.items():
        factor.data[name] = encrypt(decrypt(text))
    if earlier:
        factor.save(update_fields=["data"])
    return bool(earlier)


def _is_earlier(encrypted: str) -> bool:
    """Whether it is readable, but not with the present key."""
    present, *others = _all_keys()
    return not _opens(present, encrypted) and any(_opens(key, encrypted) for key in others)


def _opens(key: Fernet, encrypted: str) -> bool:
    try:
        key.decrypt(encrypted.encode())
    except InvalidToken:
        return False
    return True


def _locks() -> MultiFernet:
    return MultiFernet(_all_keys())


def _all_keys() -> list[Fernet]:
    return [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
