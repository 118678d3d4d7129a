"""Tests of writing spreadsheets: nothing acts, and what is written reads back the same."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.spreadsheets.cells import clean
from core.spreadsheets.read import read_table
from core.spreadsheets.write import csv_response, csv_text, neutralise, xlsx_bytes, xlsx_response

ATTACKS = [
    '=HYPERLINK("http://example.com","x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u200d=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\N{MINUS SIGN}1+1",
    "'=1",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_neutralise_puts_an_apostrophe_before_what_could_act(attack):
    """F-11: =, +, -, @, tab, CR and the full-width forms are neutralised."""
    assert neutralise(attack) == "'" + attack


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-3, -3),
        (2.5, 2.5),
        ("-3", "-3"),
        ("-3,5", "-3,5"),
        ("D'Arcy", "D'Arcy"),
        ("a=b", "a=b"),
        (None, ""),
        (float("nan"), ""),
        (True, "TRUE"),
        (Decimal("-1.50"), "-1.50"),
        (date(2027, 3, 12), "2027-03-12"),
        (datetime(2027, 3, 12, 9, 5, tzinfo=UTC), "2027-03-12 09:05+00:00"),
        ("  \t ", ""),
        ("a\x00b", "ab"),
    ],
)
def test_neutralise_leaves_what_is_harmless(value, written):
    """F-11: negative numbers stay numbers."""
    assert neutralise(value) == written


def test_csv_text_starts_with_the_mark_that_excel_wants():
    assert csv_text(["Name"], [["Zoë"]]) == '\ufeff"Name"\r\n"Zoë"\r\n'


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_column_and_the_headings_are_neutralised_in_both_kinds_of_file(attack):
    """F-11: every export, every column."""
    text = csv_text([attack, "x"], [[attack, attack]]).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["'" + attack, "x"], ["'" + attack, "'" + attack]]
    sheet = load_workbook(io.BytesIO(xlsx_bytes("x", [attack, "x"], [[attack, attack]]))).active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s"] * 4
    assert [cell.value[0] for row in sheet.iter_rows() for cell in row] == ["'", "x", "'", "'"]


def test_xlsx_holds_one_visible_sheet_with_headings_kept_in_sight():
    """F-13: flat files, no hidden sheets."""
    book = load_workbook(io.BytesIO(xlsx_bytes("People: all/now", ["Name"], [["Ann"], [3]])))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [("People  all now", "visible")]
    assert book.active.freeze_panes == "A2"
    assert [cell.value for cell in book.active["A"]] == ["Name", "Ann", 3]


def test_xlsx_cuts_a_cell_that_excel_could_not_open():
    book = load_workbook(io.BytesIO(xlsx_bytes("", ["Name"], [["x" * 40_000]])))
    assert len(book.active["A2"].value) == 32_767


def test_csv_response_is_saved_and_never_cached():
    """F-11: an export is a file to save, not a page."""
    response = csv_response('people "all"\r\nX: y.csv', ["Name"], [["=1"]])
    assert response.content.decode() == '\ufeff"Name"\r\n"\'=1"\r\n'
    assert dict(response.items()) == {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="people-all-X-y.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def test_xlsx_response_is_a_workbook():
    response = xlsx_response("people.xlsx", "People", ["Name"], [["Ann"]])
    assert response["Content-Disposition"] == 'attachment; filename="people.xlsx"'
    assert read_table(response.content, "people.xlsx").rows[0].cells == ("Ann",)


nasty = st.text(max_size=12) | st.sampled_from(ATTACKS) | st.text("'=+-@\t\r\n \"';,|_x0041", max_size=8)


@given(st.lists(st.tuples(nasty, nasty), min_size=1, max_size=6), st.sampled_from(["csv", "xlsx"]))
def test_import_of_an_export_gives_the_same_cells(rows, kind):
    """F-11, F-12: import(export(x)) == x, for any clean text in any cell."""
    # The key keeps lines from being blank or totals, and shows what is a cell of data.
    table = [("key", *row) for row in rows]
    headers = ("Key", "First column", "Second column")
    data = csv_text(headers, table).encode() if kind == "csv" else xlsx_bytes("x", headers, table)
    read = read_table(data, f"x.{kind}")
    assert read.headers == headers
    assert [row.cells for row in read.rows] == [tuple(map(clean, row)) for row in table]


@given(nasty)
def test_clean_text_is_clean_already(text):
    assert clean(clean(text)) == clean(text)
