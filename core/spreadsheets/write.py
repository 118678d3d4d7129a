"""Writing tables out as CSV and XLSX that no spreadsheet program takes for commands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import Cell as OpenpyxlCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.spreadsheets.cells import Cell, neutralise

__all__ = ["XLSX_TYPE", "csv_response", "csv_text", "neutralise", "xlsx_bytes", "xlsx_response"]

BOM = "\ufeff"
LONGEST_CELL = 32_767
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]\x00-\x1f]")


def csv_text(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return the table as CSV with the mark by which Excel knows UTF-8, every cell neutralised."""
    out = io.StringIO(newline="")
    # Everything is quoted, so that a blank line or a stray separator cannot change the columns.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in (headers, *rows):
        writer.writerow([neutralise(value) for value in row])
    return BOM + out.getvalue()


def xlsx_bytes(title: str, headers: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one visible sheet, headings bold and kept in sight, every cell neutralised."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(NOT_IN_TITLES.sub(" ", title).strip(" '")[:31] or "Sheet")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, neutralise(value), bold=True) for value in headers])
    for row in rows:
        sheet.append([_cell(sheet, neutralise(value)) for value in row])
    out = io.BytesIO()
    book.save(out)
    return _timeless(out)


def _timeless(made: io.BytesIO) -> bytes:
    """The workbook without the moment it was written at: the same rows are the same bytes, whoever compares (J-16)."""
    out = io.BytesIO()
    with ZipFile(made) as book, ZipFile(out, "w") as still:
        for name in book.namelist():
            part = WRITTEN_AT.sub(rb"\g<1>2000-01-01T00:00:00Z", book.read(name))
            still.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return out.getvalue()


def csv_response(filename: str, headers: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return the table as a CSV file to be saved, never kept by caches."""
    body = csv_text(headers, rows).encode()
    return _attachment(body, "text/csv; charset=utf-8", filename)


def xlsx_response(
    filename: str, title: str, headers: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return the table as a workbook to be saved, never kept by caches."""
    return _attachment(xlsx_bytes(title, headers, rows), XLSX_TYPE, filename)


def _attachment(body: bytes, kind: str, filename: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    safe = re.sub(r"[^\w.-]+", "-", filename, flags=re.ASCII).strip("-.") or "export"
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> OpenpyxlCell:
    if isinstance(value, str):
        value = value[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # openpyxl guesses a formula from "=": our text is text whatever it looks like.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
