"""Asking higher rooms by name: the lists of functions in config/wiring."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def wired(name: str) -> list[Callable[..., Any]]:
    """The functions that the wiring lists under a name, in order."""
    return [import_string(path) for path in import_string(f"{settings.WIRING}.{name}")]


def wired_one(name: str, key: str) -> Callable[..., Any]:
    """The one function that the wiring's table holds under a key; raises LookupError where there is none."""
    table: dict[str, str] = import_string(f"{settings.WIRING}.{name}")
    if key not in table:
        raise LookupError(f"nothing is wired as {name}[{key!r}]")
    found: Callable[..., Any] = import_string(table[key])
    return found
