"""E-mail addresses in their one normal form, and names and addresses that pretend to be others."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class AddressRefused(Refused):
    """The address cannot be used for a new account."""

    message = _("Enter an e-mail address like name@example.com.")
    field = "email"


def normal_address(address: str) -> str:
    """The address as it is stored and compared: NFKC, trimmed, in small letters."""
    return unicodedata.normalize("NFKC", address).strip().lower()


def alphabets(text: str) -> set[str]:
    """The scripts of the text's letters: {"LATIN"}, {"LATIN", "CYRILLIC"}."""
    return {unicodedata.name(char, "UNKNOWN").split()[0] for char in text if char.isalpha()}


def is_mixed(text: str) -> bool:
    """Whether one word of the text mixes alphabets, as a name does that wants to look like another (I-07)."""
    return any(len(alphabets(word)) > 1 for word in text.split())


def checked_address(address: str) -> str:
    """The normal form of a new address; raises AddressRefused where it is none, or pretends to be another (I-07)."""
    normal = normal_address(address)
    try:
        validate_email(normal)
    except ValidationError as wrong:
        raise AddressRefused from wrong
    if is_mixed(normal) or any(unicodedata.category(char) in {"Cf", "Cc"} for char in normal):
        raise AddressRefused(_("This address mixes alphabets or has hidden characters. Type it by hand."))
    return normal
