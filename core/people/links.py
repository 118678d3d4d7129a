"""Addresses for mail: always the site's own, whatever host a request named (I-08)."""

from django.conf import settings


def site_link(path: str) -> str:
    """The full address of a path of this site."""
    return settings.SITE_URL.rstrip("/") + path
