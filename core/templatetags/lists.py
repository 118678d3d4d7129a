"""Tags of lists: sortable heads, links that keep the other parameters, pages, the cells of large grids."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.signs import icon

register = template.Library()


def _query(context: Context, **changes: str | int | None) -> str:
    given = context.get("request")
    query = given.GET.copy() if given else None
    if query is None:
        return "?"
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def _direction(context: Context, key: str, default: str) -> str:
    request = context.get("request")
    asked = str(context.get("sort") or (request.GET.get("sort", "") if request else ""))
    if asked.lstrip("-") == key:
        return "desc" if asked.startswith("-") else "asc"
    return default if not asked else ""


ARROWS = {"asc": "arrow-up", "desc": "arrow-down", "": "sort"}
ARIA = {"asc": "ascending", "desc": "descending"}


@register.simple_tag(takes_context=True)
def sort_head(context: Context, key: str, label: str | Promise, default: str = "", num: bool = False) -> SafeString:
    """A column head that links to the list sorted by it, and by it the other way round when it already is."""
    direction = _direction(context, key, default)
    target = f"-{key}" if direction == "asc" else key
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}{}</a></th>',
        SafeString(' class="r"') if num else "",
        format_html(' aria-sort="{}"', ARIA[direction]) if direction else "",
        _query(context, sort=target, page=None),
        label,
        icon(ARROWS[direction]),
    )


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The address of another page of this list."""
    return _query(context, page=number)


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[Any]:
    """The page numbers worth showing, with a gap where some are left out."""
    listed = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in listed]


@register.simple_tag
def page_words(page: Page[Any]) -> str:
    """Which rows are shown: 1 to 50 of 212."""
    return _("%(first)s to %(last)s of %(all)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "all": page.paginator.count,
    }


@register.simple_tag
def grid_cells(cells: Iterable[tuple[str, str, str]]) -> SafeString:
    """The cells of one row of a grid with thousands of them: each a class, a sign, and words for who cannot see it."""
    return format_html_join("", "{}", ((_cell(*cell),) for cell in cells))


@lru_cache(maxsize=256)
def _cell(look: str, sign: str, words: str) -> SafeString:
    shown = format_html('<span aria-hidden="true">{}</span><span class="vh">{}</span>', sign, words) if words else sign
    return format_html('<td class="{}">{}</td>', look, shown) if look else format_html("<td>{}</td>", shown)
