"""The public places: pages in the menu, and those at the foot."""

from typing import Any, NamedTuple

from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from core.prepared import Prepared

MENU_DEPTH = 3


class Linked(NamedTuple):
    """What a link to a page is made of, and where it stands."""

    title: str
    url_path: str
    is_in_menu: bool
    is_in_footer: bool
    programme: int | None


def open_to_all(pages: Any) -> Any:
    """Those of the pages on which an editor put no restriction: lists and menus name no other (O-07); no query more."""
    return pages.exclude(pk__in=PageViewRestriction.objects.values("page"))


def _linked() -> "QuerySet[Page, tuple[object, ...]]":
    in_menu, in_footer = Q(depth=MENU_DEPTH, show_in_menus=True), Q(ordinarypage__is_in_footer=True)
    pages = (
        open_to_all(Page.objects.live())
        .filter(in_menu | in_footer)
        .annotate(is_in_menu=Case(When(in_menu, then=True), default=False))
    )
    return pages.order_by("path").values_list(
        "title", "url_path", "is_in_menu", "ordinarypage__is_in_footer", "programmepage__programme"
    )


LINKED = Prepared(_linked)


def places(request: HttpRequest) -> list[dict[str, object]]:
    """The pages that editors put into the menu, in the order of the tree."""
    pages = [page for page in _pages(request) if page.is_in_menu]
    programmes = [page for page in pages if page.programme]
    links = [_link(page, request) for page in pages]
    if len(programmes) == 1:
        # One programme needs no name among the places.
        links[pages.index(programmes[0])]["label"] = _("Programme")
    return links


def footer(request: HttpRequest) -> list[dict[str, object]]:
    """The pages that stand at the foot of every page."""
    return [_link(page, request) for page in _pages(request) if page.is_in_footer]


def _pages(request: HttpRequest) -> list[Linked]:
    """Both kinds in one query a request."""
    if not hasattr(request, "_public_places"):
        request._public_places = [Linked(*row) for row in LINKED.rows()]  # type: ignore[attr-defined]
    found: list[Linked] = request._public_places  # type: ignore[attr-defined]
    return found


def _link(page: Linked, request: HttpRequest) -> dict[str, object]:
    # One site, whose home is the first part of every path: no query to find that out on every page.
    url = "/" + page.url_path.split("/", 2)[2]
    return {"label": page.title, "url": url, "is_current": request.path.startswith(url)}
