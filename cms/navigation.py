"""The public places: pages in menus, and those at the foot."""

from django.http import HttpRequest
from wagtail.models import Page

from cms.models import OrdinaryPage


def places(request: HttpRequest) -> list[dict[str, object]]:
    """The pages that editors put into the menu, in the order of the tree."""
    pages = Page.objects.live().in_menu().filter(depth=3).order_by("path")
    return [_link(page, request) for page in pages]


def footer(request: HttpRequest) -> list[dict[str, object]]:
    """The pages that stand at the foot of every page."""
    return [_link(page, request) for page in OrdinaryPage.objects.live().filter(is_in_footer=True).order_by("path")]


def _link(page: Page, request: HttpRequest) -> dict[str, object]:
    # One site, whose home is the first part of every path: no query to find that out on every page.
    url = "/" + page.url_path.split("/", 2)[2]
    return {"label": page.title, "url": url, "is_current": request.path.startswith(url)}
