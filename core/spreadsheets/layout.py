"""Finding the table within the lines of a file: its headings, its columns, its totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.spreadsheets.cells import clean, unguard
from core.spreadsheets.errors import EmptyFile, TooLarge
from core.spreadsheets.table import BLANK, DATA, TOTAL, Limits, Note, Row, Table

LOOK_AHEAD = 50
TOTAL_LINE = re.compile(
    r"(grand |sub-?\s?|overall )?totals?( number| count)?( of)?"
    r"( (participants|people|delegates|applicants|responses|records|rows|entries))?\s*[:=]?\s*[\d.,]*",
    re.IGNORECASE,
)
VALUE_LIKE = re.compile(r"\S+@\S+\.\S+|[\s.,:/%+-]*\d[\d\s.,:/%+-]*|\d{4}-\d\d-\d\d.*")

Lines = list[tuple[int, list[str]]]


def lay_out(raw: list[list[str]], notes: Sequence[Note], limits: Limits) -> Table:
    """Return the table that the lines hold; raises EmptyFile or TooLarge."""
    lines: Lines = [(number, [clean(unguard(cell)) for cell in cells]) for number, cells in enumerate(raw, 1)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise EmptyFile
    heading_line, found = _find_heading(filled)
    body = [(number, cells) for number, cells in lines if heading_line < number <= filled[-1][0]]
    columns = _columns(dict(lines)[heading_line], body)
    _refuse_too_large(body, len(columns), limits)
    headers, more = _headers(dict(lines)[heading_line], columns)
    rows = tuple(_row(number, cells, columns) for number, cells in body)
    wide = _wide_notes(dict(lines)[heading_line], body)
    return Table(headers, rows, (*notes, *found, *more, *wide), heading_line)


def _find_heading(filled: Lines) -> tuple[int, list[Note]]:
    """Return the number of the line of headings: the first that is wide enough and holds no values."""
    head = filled[:LOOK_AHEAD]
    most = max(_count(cells) for _number, cells in head)
    enough = max(most / 2, min(most, 2))
    wide = [(number, cells) for number, cells in head if _count(cells) >= enough]
    widest = 0
    for number, cells in wide:
        # Below lines just as wide it is no heading, but a line of the list without values.
        if _count(cells) > widest and not any(VALUE_LIKE.fullmatch(cell) for cell in cells if cell):
            above = sum(1 for other, _cells in filled if other < number)
            return number, _title_notes(above)
        widest = max(widest, _count(cells))
    message = _("The first line holds values and no headings. Add a line of headings if the columns are read wrongly.")
    return wide[0][0], [Note("NO_HEADINGS", message, wide[0][0])]


def _title_notes(above: int) -> list[Note]:
    return [Note("TITLE_LINES", _("Lines above the headings were left out."))] if above else []


def _count(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell)


def _columns(heading: list[str], body: Lines) -> list[int]:
    """Return the places of the columns that have a heading or hold anything."""
    places = {place for place, cell in enumerate(heading) if cell}
    for _number, cells in body:
        places.update(place for place, cell in enumerate(cells) if cell)
    return sorted(places)


def _refuse_too_large(body: Lines, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        raise TooLarge(_("This file has more than %(limit)d columns.") % {"limit": limits.columns})
    # Blank lines count too, generously: a file of nothing but gaps is no list.
    if sum(1 for _number, cells in body if any(cells)) > limits.rows or len(body) > 10 * limits.rows:
        raise TooLarge(_("This file has more than %(limit)d lines.") % {"limit": limits.rows})


def _headers(heading: list[str], columns: list[int]) -> tuple[tuple[str, ...], list[Note]]:
    """Return one different heading for each column; those without one are named by place."""
    names = [_heading(heading, place) for place in columns]
    taken = set(names)
    seen: Counter[str] = Counter()
    result: list[str] = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else _numbered(name, seen, taken))
    if len(set(names)) == len(names):
        return tuple(result), []
    return tuple(result), [Note("SAME_HEADINGS", _("Some headings occur twice; a number was added to them."))]


def _heading(heading: list[str], place: int) -> str:
    name = " ".join(heading[place].split()) if place < len(heading) else ""
    return name or _("Column %(number)d") % {"number": place + 1}


def _numbered(name: str, seen: Counter[str], taken: set[str]) -> str:
    while f"{name} ({seen[name]})" in taken:
        seen[name] += 1
    taken.add(f"{name} ({seen[name]})")
    return f"{name} ({seen[name]})"


def _row(number: int, cells: list[str], columns: list[int]) -> Row:
    values = tuple(cells[place] if place < len(cells) else "" for place in columns)
    return Row(number, values, _kind(values))


def _kind(values: tuple[str, ...]) -> str:
    first = next((value for value in values if value), "")
    if not first:
        return BLANK
    # A person may work for an organisation called Total; a line of totals has no address in it.
    if TOTAL_LINE.fullmatch(first) and not any("@" in value for value in values):
        return TOTAL
    return DATA


def _wide_notes(heading: list[str], body: Lines) -> list[Note]:
    width = max(place for place, cell in enumerate(heading, 1) if cell)
    message = _("Line %(line)d has more cells than there are headings.")
    return [Note("MORE_CELLS", message % {"line": number}, number) for number, cells in body if any(cells[width:])][:10]
