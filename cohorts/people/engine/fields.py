"""The fields that a column may hold, and what guessing and reading give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.sentence import Sentence

FIRST_NAME, LAST_NAME, FULL_NAME, EMAIL = "first_name", "last_name", "full_name", "email"
ORGANISATION, SECTOR, JOB_TITLE, SCHEME = "organisation", "sector", "job_title", "scheme"
REGION, BACKGROUND, YEARS, TAGS, IGNORE = "region", "background", "years_experience", "tags", "ignore"
MANAGER, MANAGER_EMAIL = "manager_name", "manager_email"
NOMINATOR, NOMINATOR_EMAIL = "nominator_name", "nominator_email"
SKILL, ATTRIBUTE = "skill:", "attribute:"

FIELDS = (
    FIRST_NAME,
    LAST_NAME,
    FULL_NAME,
    EMAIL,
    ORGANISATION,
    SECTOR,
    JOB_TITLE,
    SCHEME,
    REGION,
    BACKGROUND,
    YEARS,
    TAGS,
    MANAGER,
    MANAGER_EMAIL,
    NOMINATOR,
    NOMINATOR_EMAIL,
)
LONGEST = {
    FIRST_NAME: 80,
    LAST_NAME: 80,
    FULL_NAME: 160,
    ORGANISATION: 200,
    JOB_TITLE: 120,
    SCHEME: 120,
    REGION: 80,
    BACKGROUND: 80,
    MANAGER: 160,
    NOMINATOR: 160,
}
LONGEST_ATTRIBUTE = 500

NO_HINT = Sentence("")

Value = str | int | tuple[str, ...] | None


class Outcome(StrEnum):
    """What an import does with one line."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    SAME = "SAME"
    PROBLEM = "PROBLEM"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to hold, how sure that is from 0 to 100, and why."""

    field: str
    confidence: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is there already: values by field, as `Line.values` has them."""

    email: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that is there already."""

    name: str
    sector: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong or odd about one field, in words, with what to do about it."""

    code: str
    field: str
    message: Sentence
    hint: Sentence = NO_HINT
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a known person that the file would change."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: what it would do, with which values, and what is to be said of it."""

    number: int
    outcome: Outcome
    values: Mapping[str, Value] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    problems: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()

    @property
    def email(self) -> str:
        """Return the person's address, or nothing."""
        return str(self.values.get(EMAIL) or "")

    @property
    def name(self) -> str:
        """Return the person's whole name, as far as it is known."""
        return f"{self.values.get(FIRST_NAME) or ''} {self.values.get(LAST_NAME) or ''}".strip()


@dataclass(frozen=True, slots=True)
class OrganisationHint:
    """Two spellings that may mean the same organisation; the organiser says which."""

    written: str
    perhaps: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole file read: its lines in order, what is wrong with it as a whole, spellings to settle."""

    lines: tuple[Line, ...]
    problems: tuple[Remark, ...] = ()
    organisations: tuple[OrganisationHint, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Return how many lines have each outcome."""
        return {outcome.value: sum(line.outcome is outcome for line in self.lines) for outcome in Outcome}

    @property
    def can_be_imported(self) -> bool:
        """Return whether the file as a whole makes sense and some line would do something."""
        some = any(line.outcome in (Outcome.NEW, Outcome.CHANGED) for line in self.lines)
        return some and not self.problems
