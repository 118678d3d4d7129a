"""What reading a file gives: headings, numbered rows, and notes about what was found."""

from __future__ import annotations

from dataclasses import dataclass

DATA, BLANK, TOTAL = "data", "blank", "total"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most; `unzipped` holds for the contents of a workbook."""

    bytes: int = 5_000_000
    rows: int = 5_000
    columns: int = 200
    unzipped: int = 40_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line under the headings, with the number that Excel shows beside it."""

    number: int
    cells: tuple[str, ...]
    kind: str = DATA


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person should know about how the file was read; line 0 is the whole file."""

    code: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A file read: as many cells in each row as there are headings, all of them clean text."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    heading_line: int = 1

    @property
    def data_rows(self) -> tuple[Row, ...]:
        """Return the rows that are neither blank nor totals."""
        return tuple(row for row in self.rows if row.kind == DATA)
