"""Wagtail's admin as editors see it: pages, pictures and documents; people are managed elsewhere."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("construct_settings_menu")
def without_people(request: HttpRequest, menu_items: list[Any]) -> None:
    """Accounts, groups and roles are no matter of the page editor."""
    menu_items[:] = [item for item in menu_items if item.name not in ("users", "groups")]
