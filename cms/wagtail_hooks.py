"""Wagtail's admin as editors see it: pages, pictures and documents; people are managed elsewhere."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from cms.models import ChallengesPage, CohortPage, CohortsPage, HomePage, NewsIndexPage

# Their addresses are closed (core.people.urls): accounts, roles and tokens have services with an audit.
CLOSED = ("users", "groups", "api-tokens", "workflows", "workflow-tasks")
# The site stands on these, and mail links to them: they are edited, never moved or taken away.
PILLARS = (HomePage, CohortsPage, ChallengesPage, NewsIndexPage)
# A copy would claim a place that only one page can have.
SINGLE = (*PILLARS, CohortPage)
BULK = ("delete", "move", "unpublish")


@hooks.register("construct_settings_menu")
def without_people(request: HttpRequest, menu_items: list[Any]) -> None:
    """Accounts, groups and tokens are no matter of the page editor."""
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED]


@hooks.register("insert_global_admin_css")
def without_account() -> SafeString:
    """The link to Wagtail's own account page is hidden: the page is closed, ours is at /account/."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_pillars(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The pages that the site stands on stay."""
    return _refuse(request, [page], PILLARS, _("The site stands on this page. It cannot be moved or taken away."))


@hooks.register("before_move_page")
def keep_in_place(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """The pages that the site stands on, and cohorts, stay where they are."""
    return _refuse(request, [page], SINGLE, _("This page has its place. It cannot be moved."))


@hooks.register("before_copy_page")
def keep_single(request: HttpRequest, page: Page) -> HttpResponse | None:
    """There is one page of each cohort, and one of each part of the site."""
    return _refuse(request, [page], SINGLE, _("There can be one such page only. Make a new page instead of a copy."))


@hooks.register("before_bulk_action")
def keep_all(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """The same for many at once."""
    if action not in BULK:
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    return _refuse(request, pages, PILLARS, _("The site stands on one of these pages. Leave it out."))


def _refuse(
    request: HttpRequest, pages: Iterable[Page], kinds: tuple[type[Page], ...], words: str
) -> HttpResponse | None:
    if not any(issubclass(page.specific_class or Page, kinds) for page in pages):
        return None
    messages.error(request, words)
    return redirect("wagtailadmin_explore_root")
