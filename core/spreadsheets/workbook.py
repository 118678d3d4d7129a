"""An XLSX workbook, checked before it is opened, as lists of cells of its first visible sheet."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.spreadsheets.cells import as_text
from core.spreadsheets.errors import (
    MacrosRefused,
    NotATable,
    PasswordProtected,
    TooLarge,
    UnreadableWorkbook,
)
from core.spreadsheets.table import Limits, Note

EXCEL_LAST_ROW = 1_048_576
MOST_PARTS = 2_000
# Sheets are often formatted down to the last row: after so many blank lines the list has ended.
LEADING_ZEROS = re.compile("0{2,20}")
LONGEST_GAP = 1_000
ENCRYPTED = 0x1
FAULTS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"})
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_old_workbook(data: bytes) -> None:
    """Raise for a workbook with a password or from before 2007; both come in the same wrapping."""
    if data.startswith(OLE_MARK):
        protected = "EncryptedPackage".encode("utf-16-le") in data
        raise PasswordProtected if protected else UnreadableWorkbook


def workbook_lines(data: bytes, limits: Limits) -> tuple[list[list[str]], list[Note]]:
    """Return every line of the first visible sheet that holds anything, with notes."""
    _check_archive(data, limits)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and validations it does not keep; none matter here.
            warnings.simplefilter("ignore")
            return _first_sheet(data, limits)
    # Damaged workbooks raise whatever the parser stumbles on: there is no closed list.
    except Exception as error:
        raise UnreadableWorkbook from error


def _check_archive(data: bytes, limits: Limits) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableWorkbook from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise PasswordProtected
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/workbook") for name in names):
        raise NotATable
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise MacrosRefused
    read = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if read > limits.unzipped or len(parts) > MOST_PARTS:
        raise TooLarge(_("This workbook unpacks to far more than a list of people needs."))


def _first_sheet(data: bytes, limits: Limits) -> tuple[list[list[str]], list[Note]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for place, sheet in enumerate(sheets):
            lines, notes = _sheet_lines(sheet, limits)
            if lines:
                return lines, notes + _other_sheets(sheet.title, len(sheets) - place - 1)
        return [], []
    finally:
        book.close()


def _sheet_lines(sheet: Any, limits: Limits) -> tuple[list[list[str]], list[Note]]:
    # The size that the file states for itself may lie either way.
    sheet.reset_dimensions()
    lines: list[list[str]] = []
    notes: list[Note] = []
    gap = filled = 0
    for number, values in enumerate(_rows(sheet, limits), start=1):
        cells = [] if _is_blank(values) else [_cell(value, number, notes) for value in values]
        if not any(cells):
            gap += 1
            if gap > LONGEST_GAP:
                break
            continue
        lines.extend([[]] * gap + [cells])
        gap, filled = 0, filled + 1
        if filled > limits.rows + 50:
            break
    return lines, notes


def _is_blank(values: tuple[object, ...]) -> bool:
    return values.count(None) == len(values)


def _rows(sheet: Any, limits: Limits) -> Iterator[tuple[object, ...]]:
    for row in sheet.iter_rows(max_row=EXCEL_LAST_ROW, max_col=2 * limits.columns):
        yield tuple(_shown(cell) for cell in row)


def _shown(cell: Any) -> object:
    """The cell's value; a whole number that the sheet shows with leading zeros keeps them: 0042 is no 42."""
    value = cell.value
    is_whole = isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1
    if is_whole and LEADING_ZEROS.fullmatch(cell.number_format or ""):
        return str(int(value)).zfill(len(cell.number_format))
    return value


def _cell(value: object, number: int, notes: list[Note]) -> str:
    if isinstance(value, str) and value in FAULTS:
        message = _("Line %(line)d: a formula gives the error %(fault)s; the cell was read as empty.")
        notes.append(Note("FORMULA_ERROR", message % {"line": number, "fault": value}, number))
        return ""
    return str(value) if isinstance(value, timedelta) else as_text(value)


def _other_sheets(title: str, others: int) -> list[Note]:
    if not others:
        return []
    message = _("Only the sheet “%(title)s” was read; the workbook has others.") % {"title": title}
    return [Note("OTHER_SHEETS", message)]
