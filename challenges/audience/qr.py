"""Addresses of the audience's pages as QR codes and as they are typed from a screen."""

from django.conf import settings

from challenges.pitchdays.qr import Code, qr


def full(path: str) -> str:
    """The page's whole address, from the site's own name and never from a request (I-08)."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def typed(path: str) -> str:
    """The address as somebody types it from a screen."""
    return full(path).partition("://")[2]


def qr_of(path: str) -> Code:
    """The site's own address of a page as a QR code."""
    return qr(full(path))
