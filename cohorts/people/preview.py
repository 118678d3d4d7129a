"""The reading of an uploaded table, ready for a page: steps, counts, and every line in words."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.people.engine import Line, Outcome, Reading, Remark
from cohorts.people.engine.fields import SECTOR, SKILL, Value
from cohorts.people.forms.imports import field_words
from cohorts.people.models import PeopleImport
from cohorts.programmes.models import Cohort
from cohorts.questions.models import Level
from core.models import Sector

# Outcome -> words, the state of its tag, its icon.
OUTCOMES: dict[str, tuple[Promise, str, str]] = {
    Outcome.NEW: (_("New"), "good", "plus"),
    Outcome.CHANGED: (_("Changed"), "info", "pencil"),
    Outcome.SAME: (_("Same"), "plain", ""),
    Outcome.PROBLEM: (_("Left out"), "bad", "alert-circle"),
    Outcome.SKIPPED: (_("Skipped"), "plain", ""),
}
# What needs eyes comes first.
ORDER = (Outcome.PROBLEM, Outcome.CHANGED, Outcome.NEW, Outcome.SAME, Outcome.SKIPPED)


class Step(IntEnum):
    """The pages of an import, in order."""

    FILE, COLUMNS, PREVIEW, DONE = range(4)


STEPS = (_("File"), _("Columns"), _("Check"), _("Done"))
PAGES = ("", "people_import_columns", "people_import_preview", "people_import_result")


@dataclass(frozen=True)
class ShownChange:
    """A field that changes."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class ShownRemark:
    """What is wrong or odd, and what to do about it."""

    message: str
    hint: str
    field: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class ShownLine:
    """One line of the file in words."""

    number: int
    outcome: str
    label: str
    state: str
    icon: str
    name: str
    email: str
    organisation: str
    side: str
    changes: list[ShownChange]
    problems: list[ShownRemark]
    warnings: list[ShownRemark]


def steps_of(now: Step, upload: PeopleImport | None = None) -> list[dict[str, Any]]:
    """The steps with where the reader is; while the import is open, earlier ones lead back."""
    return [
        {
            "label": label,
            "state": "now" if step == now else "done" if step < now else "todo",
            "url": _address(step, upload) if step < now < Step.DONE else "",
        }
        for step, label in enumerate(STEPS)
    ]


def _address(step: int, upload: PeopleImport | None) -> str:
    if upload is None or not PAGES[step]:
        return ""
    return reverse(f"organise:{PAGES[step]}", args=[upload.cohort.slug, upload.key])


def outcomes_of(reading: Reading) -> list[tuple[str, Promise, int]]:
    """Each outcome that some line has: name, words, how many."""
    counts = reading.counts
    return [(outcome.value, OUTCOMES[outcome][0], counts[outcome.value]) for outcome in ORDER if counts[outcome.value]]


def lines_of(reading: Reading, cohort: Cohort, show: str = "") -> "Lines":
    """The lines of one outcome, or all with problems first; put into words only as they are shown."""
    rank = {outcome: place for place, outcome in enumerate(ORDER)}
    wanted = [line for line in reading.lines if not show or line.outcome.value == show]
    return Lines(sorted(wanted, key=lambda line: (rank[line.outcome], line.number)), cohort)


class Lines:
    """Lines that are put into words a page at a time."""

    def __init__(self, lines: list[Line], cohort: Cohort) -> None:
        self.lines, self.cohort = lines, cohort

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, part: slice) -> list[ShownLine]:
        return [_shown(line, self.cohort) for line in self.lines[part]]

    def __iter__(self) -> Any:
        return iter(self[:])


def _shown(line: Line, cohort: Cohort) -> ShownLine:
    label, state, icon = OUTCOMES[line.outcome]
    sector = str(line.values.get(SECTOR) or "")
    return ShownLine(
        number=line.number,
        outcome=line.outcome.value,
        label=str(label),
        state=state,
        icon=icon,
        name=line.name,
        email=line.email,
        organisation=str(line.values.get("organisation") or ""),
        side=cohort.side_of(sector) if sector else "",
        changes=[
            ShownChange(field_words(one.field), value_words(one.field, one.old), value_words(one.field, one.new))
            for one in line.changes
        ],
        problems=remarks_of(line.problems),
        warnings=remarks_of(line.warnings),
    )


def remarks_of(remarks: tuple[Remark, ...]) -> list[ShownRemark]:
    """The remarks in the reader's language."""
    return [
        ShownRemark(
            remark.message.translated(gettext),
            remark.hint.translated(gettext) if remark.hint.text else "",
            field_words(remark.field) if remark.field else "",
            remark.lines,
        )
        for remark in remarks
    ]


def value_words(field: str, value: Value) -> str:
    """The value as people read it; a dash for nothing."""
    if value is None or value == "" or value == ():
        return "–"
    if field.startswith(SKILL):
        return str(Level(int(str(value))).label)
    if field == SECTOR:
        return str(Sector(str(value)).label)
    return "; ".join(value) if isinstance(value, tuple) else str(value)
