"""E-mail addresses in their one normal form."""

import unicodedata


def normal_address(address: str) -> str:
    """The address as it is stored and compared: NFKC, trimmed, in small letters."""
    return unicodedata.normalize("NFKC", address).strip().lower()
