"""A rubric as a spreadsheet, one line a level: written, and read back with a reason for everything that is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from challenges.pitchdays.library import level_name
from core.errors import Refused
from core.spreadsheets.errors import SpreadsheetError
from core.spreadsheets.read import read_table
from core.spreadsheets.table import Limits, Row

COLUMNS = ("Criterion", "Question", "Weight", "Reason at ends", "Level", "Name", "Wording")
LIMITS = Limits(bytes=500_000, rows=300, columns=30)
LONGEST = {"criterion": 60, "question": 200, "name": 40, "wording": 200}
YES = ("yes", "true", "1", "x", "y")
HIGHEST, HEAVIEST = 10, 100


class UnreadableRubric(Refused):
    """The file is no rubric, and where."""

    field = "file"


def rows_of(criteria: Sequence[Mapping[str, Any]]) -> list[list[object]]:
    """One line a level under COLUMNS."""
    return [
        [
            row["name"],
            row["question"],
            row["weight"],
            "yes" if row["reason_at_ends"] else "no",
            level["value"],
            level["name"],
            level["wording"],
        ]
        for row in criteria
        for level in row["levels"]
    ]


def read_rubric(data: bytes, filename: str) -> list[dict[str, Any]]:
    """The criteria of the file in its order; raises UnreadableRubric with the line that is wrong."""
    try:
        table = read_table(data, filename, LIMITS)
    except SpreadsheetError as error:
        raise UnreadableRubric(str(error)) from error
    places = {title.strip().casefold(): place for place, title in enumerate(table.headers)}
    lacking = [title for title in COLUMNS[:1] + COLUMNS[2:3] + COLUMNS[4:5] if title.casefold() not in places]
    if lacking:
        raise UnreadableRubric(_("The file has no column “%(title)s”.") % {"title": lacking[0]})
    found: dict[str, dict[str, Any]] = {}
    for line in table.data_rows:
        _add(found, line, {title: line.cells[place] for title, place in places.items()})
    return list(found.values())


def _add(found: dict[str, dict[str, Any]], line: Row, cells: Mapping[str, str]) -> None:
    for title, longest in LONGEST.items():
        if len(cells.get(title, "")) > longest:
            _refuse(line, _("“%(title)s” has more than %(longest)s letters") % {"title": title, "longest": longest})
    name = cells["criterion"]
    if not name:
        _refuse(line, _("the criterion has no name"))
    row = found.setdefault(
        name.casefold(),
        {
            "name": name,
            "question": cells.get("question", ""),
            "weight": _number(line, cells["weight"], 1, HEAVIEST),
            "reason_at_ends": cells.get("reason at ends", "").casefold() in YES,
            "levels": [],
        },
    )
    value = _number(line, cells["level"], 0, HIGHEST)
    if any(level["value"] == value for level in row["levels"]):
        _refuse(line, _("level %(value)s is there twice") % {"value": value})
    wording = cells.get("wording", "")
    row["levels"].append({"value": value, "name": cells.get("name") or level_name(value), "wording": wording})


def _number(line: Row, text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and low <= int(text) <= high):
        words = _("“%(text)s” is no whole number from %(low)s to %(high)s")
        _refuse(line, words % {"text": text[:20], "low": low, "high": high})
    return int(text)


def _refuse(line: Row, why: str) -> None:
    raise UnreadableRubric(_("Line %(line)s: %(why)s.") % {"line": line.number, "why": why})
