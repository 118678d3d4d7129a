"""A sentence with its values kept apart, so that engines speak plain English and pages translate it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def noop(text: str) -> str:
    """Return the text unchanged; imported as `_` it marks the text for translation."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words such as “%(name)s has %(count)d people”, and what they speak of."""

    text: str
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.translated(noop)

    def translated(self, gettext: Callable[[str], str]) -> str:
        """Return the sentence in the language of the function; sentences within it too."""
        if not self.values:
            return gettext(self.text)
        spoken = {
            name: value.translated(gettext) if isinstance(value, Sentence) else value for name, value in self.values
        }
        return gettext(self.text) % spoken

    def as_json(self) -> dict[str, Any]:
        """Return what JSON can hold; `from_json` gives the sentence back."""
        values = {name: value.as_json() if isinstance(value, Sentence) else value for name, value in self.values}
        return {"text": self.text, "values": values}


def say(text: str, /, **values: Any) -> Sentence:
    """Return the sentence made of the words and their values."""
    return Sentence(text, tuple(sorted(values.items())))


def say_count(count: int, one: str, many: str, /, **values: Any) -> Sentence:
    """Return the sentence that fits the count, which it may name as %(count)d."""
    return say(one if count == 1 else many, count=count, **values)


def from_json(data: dict[str, Any]) -> Sentence:
    """Return the sentence that `as_json` gave."""
    values = data.get("values", {})
    return say(
        data["text"],
        **{name: from_json(value) if isinstance(value, dict) else value for name, value in values.items()},
    )
