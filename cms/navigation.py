"""The public places: pages in the menu, and those at the foot."""

from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

MENU_DEPTH = 3


def places(request: HttpRequest) -> list[dict[str, object]]:
    """The pages that editors put into the menu, in the order of the tree."""
    pages = [page for page in _pages(request) if page.show_in_menus and page.depth == MENU_DEPTH]
    programmes = [page for page in pages if page.is_programme]
    links = [_link(page, request) for page in pages]
    if len(programmes) == 1:
        # One programme needs no name among the places.
        links[pages.index(programmes[0])]["label"] = _("Programme")
    return links


def footer(request: HttpRequest) -> list[dict[str, object]]:
    """The pages that stand at the foot of every page."""
    return [_link(page, request) for page in _pages(request) if page.is_in_footer]


def _pages(request: HttpRequest) -> list[Any]:
    """Both kinds in one query a request."""
    if not hasattr(request, "_public_places"):
        wanted = Q(depth=MENU_DEPTH, show_in_menus=True) | Q(ordinarypage__is_in_footer=True)
        pages = (
            Page.objects.live()
            .filter(wanted)
            .annotate(is_in_footer=F("ordinarypage__is_in_footer"), is_programme=F("programmepage__programme"))
        )
        request._public_places = list(pages.order_by("path"))  # type: ignore[attr-defined]
    found: list[Any] = request._public_places  # type: ignore[attr-defined]
    return found


def _link(page: Page, request: HttpRequest) -> dict[str, object]:
    # One site, whose home is the first part of every path: no query to find that out on every page.
    url = "/" + page.url_path.split("/", 2)[2]
    return {"label": page.title, "url": url, "is_current": request.path.startswith(url)}
