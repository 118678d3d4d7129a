"""What a list may be asked: sorting, filtering and pages by allow-list; anything else is a bad request (O-03)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest
from django.urls import reverse

PAGE_SIZE = 50
MAX_PAGE_SIZE = 100
MAX_PAGE = 10_000
# Stands for a row's key while its list's addresses are made.
ANY_KEY = "any-row-here"


def sort_order(request: HttpRequest, allowed: Mapping[str, str | Sequence[str]], default: str) -> list[str]:
    """Django's order for ?sort=name or ?sort=-name; only names of the table, each standing for its own fields."""
    asked = request.GET.get("sort", default)
    name = asked.removeprefix("-")
    if name not in allowed:
        raise BadRequest("unknown sort")
    fields = allowed[name]
    chosen = [fields] if isinstance(fields, str) else list(fields)
    return [_flipped(field) for field in chosen] if asked.startswith("-") else chosen


def _flipped(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def choice(request: HttpRequest, name: str, allowed: Collection[str], default: str = "") -> str:
    """The value of one filter: one of the allowed ones, or the default where it is not given."""
    value = request.GET.get(name, "")
    if value and value not in allowed:
        raise BadRequest(f"unknown {name}")
    return value or default


def search_words(request: HttpRequest, name: str = "q", longest: int = 100) -> str:
    """What was typed into the search box, trimmed; text that no database takes is a bad request."""
    value = request.GET.get(name, "").strip()
    if len(value) > longest or "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise BadRequest(f"bad {name}")
    return value


def only_known(request: HttpRequest, *names: str) -> None:
    """Refuses parameters that the list does not know: no field can be asked for by guessing its name."""
    unknown = set(request.GET) - set(names) - {"sort", "page", "size", "q"}
    if unknown:
        raise BadRequest("unknown parameter")


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE, count: int | None = None) -> Page[Any]:
    """The page asked for by ?page=2&size=25; sizes are capped, a page that is not there is a bad request (W-05).

    Who knows the number of rows already says it, and they are not counted again.
    """
    chosen = min(_number(request, "size", size), MAX_PAGE_SIZE)
    number = _number(request, "page", 1)
    if number > MAX_PAGE:
        raise BadRequest("page too deep")
    paginator = Paginator(rows, chosen)
    if count is not None:
        paginator.count = count
    try:
        return paginator.page(number)
    except InvalidPage as missing:
        raise BadRequest("no such page") from missing


def links_to(name: str, *parents: str) -> Callable[[str], str]:
    """The addresses of rows that differ by their key alone: looked up once, not for every row."""
    start, end = reverse(name, args=[*parents, ANY_KEY]).split(ANY_KEY)
    return lambda key: f"{start}{key}{end}"


def _number(request: HttpRequest, name: str, default: int) -> int:
    value = request.GET.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit()) or len(value) > 9 or int(value) < 1:
        raise BadRequest(f"bad {name}")
    return int(value)
