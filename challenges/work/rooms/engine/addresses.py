"""Addresses that people keep as links: which are taken, and where each leads."""

from urllib.parse import urlsplit

SCHEMES = ("http", "https")


class WrongAddress(ValueError):
    """The text is no address of a page that may be linked."""


def checked(text: str) -> str:
    """The address; raises WrongAddress unless it is http or https, with a host, and with nothing hidden in it."""
    address = text.strip()
    host_of(address)
    return address


def host_of(address: str) -> str:
    """Where the address leads, letter by letter: names in other alphabets in their plain form (xn--)."""
    if any(sign.isspace() or not sign.isprintable() for sign in address) or "\\" in address:
        raise WrongAddress
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
        plain = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise WrongAddress from error
    if parts.scheme.lower() not in SCHEMES or "@" in parts.netloc or not _is_host(plain):
        raise WrongAddress
    return plain


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return len(labels) > 1 and all(label and label.replace("-", "").isalnum() for label in labels)
