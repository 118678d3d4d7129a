"""Reading a CSV or XLSX file that somebody uploaded into a table of clean text."""

from __future__ import annotations

import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from core.spreadsheets.csv_text import csv_lines
from core.spreadsheets.errors import EmptyFile, MacrosRefused, NotATable, TooLarge
from core.spreadsheets.layout import lay_out
from core.spreadsheets.table import Limits, Table
from core.spreadsheets.workbook import refuse_old_workbook, workbook_lines

ZIP_MARK = b"PK\x03\x04"
MACRO_ENDINGS = frozenset({".xlsm", ".xltm", ".xlam"})
OTHER_MARKS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"PK\x05\x06",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
)
PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table)", re.IGNORECASE)
DEFAULT_LIMITS = Limits()


def read_table(data: bytes, filename: str, limits: Limits = DEFAULT_LIMITS) -> Table:
    """Return the table in the file; raises a SpreadsheetError that says in words why there is none."""
    if len(data) > limits.bytes:
        size = limits.bytes // 1_000_000
        raise TooLarge(_("This file is larger than %(size)d MB.") % {"size": size})
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile
    if PurePath(filename.lower()).suffix in MACRO_ENDINGS:
        raise MacrosRefused
    refuse_old_workbook(data)
    if data.startswith(ZIP_MARK):
        return lay_out(*workbook_lines(data, limits), limits)
    if data.startswith(OTHER_MARKS) or PAGE.match(data):
        raise NotATable
    return lay_out(*csv_lines(data, limits), limits)
