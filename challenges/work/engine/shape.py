"""What a milestone asks for: the fields of its form and the criteria of its rubric, as plain data and back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

MOST_FIELDS = 20
LONGEST = {"short": 200, "long": 10_000, "number": 30, "choice": 100}
ANSWER = "answer_"
NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")


class Kind(StrEnum):
    """How a field is answered."""

    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """One field of a milestone's form."""

    key: str
    label: str
    help: str = ""
    kind: str = Kind.SHORT
    is_required: bool = True
    max_length: int = 0
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name among the parts of a draft."""
        return f"{ANSWER}{self.key}"

    @property
    def longest(self) -> int:
        """The most characters it takes."""
        limit = LONGEST[self.kind]
        return min(self.max_length or limit, limit)

    def accepts(self, value: str) -> bool:
        """Whether a given answer has the form that was asked for."""
        if self.kind == Kind.NUMBER:
            return NUMBER.fullmatch(value) is not None
        return len(value) <= self.longest and (self.kind != Kind.CHOICE or value in self.choices)


def fields_of(data: Sequence[Mapping[str, Any]]) -> list[Field]:
    """The fields that were stored as plain data."""
    return [Field(**{**one, "choices": tuple(one.get("choices", ()))}) for one in data]


def as_data(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """The fields as plain data."""
    return [{**asdict(field), "choices": list(field.choices)} for field in fields]


@dataclass(frozen=True)
class Criterion:
    """What a rubric looks at, with its levels in words, the lowest first."""

    name: str
    levels: tuple[str, ...]


def read_rubric(text: str) -> list[Criterion]:
    """The criteria of a text: a line for each, and under it its levels, each behind a dash."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line[0] in "-–•" and found:
            found[-1][1].append(line[1:].strip())
        else:
            found.append((line.lstrip("-–• "), []))
    return [Criterion(name, tuple(filter(None, levels))) for name, levels in found if name]
