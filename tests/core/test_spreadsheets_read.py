"""Tests of reading spreadsheets: encodings, separators, layouts, workbooks and hostile files."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import DEFUSEDXML, Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.spreadsheets.errors import (
    BrokenQuotes,
    EmptyFile,
    MacrosRefused,
    NotATable,
    PasswordProtected,
    SpreadsheetError,
    TooLarge,
    UnreadableWorkbook,
)
from core.spreadsheets.read import read_table
from core.spreadsheets.table import Limits

PLAIN = "Name,Work e-mail\nZoë Hart,zoe@example.com\nSiân Rees,sian@example.com\n"
HEADERS = ("Name", "Work e-mail")
CELLS = [("Zoë Hart", "zoe@example.com"), ("Siân Rees", "sian@example.com")]


def read(text, encoding="utf-8", filename="people.csv", **limits):
    return read_table(text.encode(encoding), filename, Limits(**limits))


def cells(table):
    return [row.cells for row in table.rows]


def workbook(*rows, epoch=None, **sheets):
    book = Workbook()
    if epoch:
        book.epoch = epoch
    for row in rows:
        book.active.append(row)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    return book


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data, **parts):
    """Return the workbook with parts replaced or added; names with __ for /."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_csv_reads_the_same_in_every_encoding_separator_and_line_ending(encoding, separator, ending):
    """F-12: byte-order marks, Windows-1252 and semicolons are read without loss."""
    table = read(PLAIN.replace(",", separator).replace("\n", ending), encoding)
    assert (table.headers, cells(table)) == (HEADERS, CELLS)


def test_csv_in_windows_1252_is_noted():
    """F-12: a guessed encoding is told."""
    assert [note.code for note in read(PLAIN, "cp1252").notes] == ["ENCODING"]
    assert read(PLAIN).notes == ()


def test_csv_believes_the_separator_that_excel_declares():
    table = read("sep=;\nName;Notes\nAnn;a,b,c,d\nBob;e,f,g,h\n")
    assert (table.headers, cells(table)) == (("Name", "Notes"), [("Ann", "a,b,c,d"), ("Bob", "e,f,g,h")])
    assert [row.number for row in table.rows] == [3, 4]


def test_csv_separator_is_not_fooled_by_commas_in_the_text():
    table = read("Name;Skills, in your words;Years\nAnn;data, policy, law, maps;1,5\nBob;none, yet, at, all;2,5\n")
    assert table.headers == ("Name", "Skills, in your words", "Years")


def test_csv_keeps_newlines_within_quotes_and_joins_them_in_headings():
    table = read('"What is your name?\n(as on your badge)",Notes\nAnn,"one\ntwo"\nBob,x\n')
    assert table.headers == ("What is your name? (as on your badge)", "Notes")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("Ann", "one\ntwo")), (3, ("Bob", "x"))]


def test_csv_of_one_column_is_a_table():
    table = read("E-mail\nann@example.com\nbob@example.com\n")
    assert (table.headers, cells(table)) == (("E-mail",), [("ann@example.com",), ("bob@example.com",)])


def test_hard_spaces_and_zero_bytes_are_cleaned_away():
    table = read("Name,E-mail\n\xa0Ann\xa0Lee ,ann\x00@example.com\u200b\n")
    assert cells(table) == [("Ann Lee", "ann@example.com")]


def test_apostrophe_guard_of_our_own_export_is_taken_off():
    """F-11: what an export neutralised, the import restores."""
    assert cells(read("Name,Notes\nAnn,'=1+1\nD'Arcy,'twas\nBob,''=x\n")) == [
        ("Ann", "=1+1"),
        ("D'Arcy", "'twas"),
        ("Bob", "'=x"),
    ]


def test_lines_above_the_headings_are_left_out_and_noted():
    table = read("TechConnect people\nExported 12 March,,\n\nName,E-mail,Years\nAnn,ann@example.com,3\n")
    assert (table.headers, table.heading_line) == (("Name", "E-mail", "Years"), 4)
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("Ann", "ann@example.com", "3"))]
    assert [note.code for note in table.notes] == ["TITLE_LINES"]


def test_file_without_headings_is_noted():
    table = read("Ann,ann@example.com\nBob,bob@example.com\n")
    assert [(note.code, note.line) for note in table.notes] == [("NO_HEADINGS", 1)]


def test_blank_and_total_lines_are_flagged_and_trailing_ones_dropped():
    table = read("Name,E-mail\nAnn,ann@example.com\n\n,\nTotal,1\nGrand total:,\nTotal,total@example.com\n,,\n\n")
    assert [(row.number, row.kind) for row in table.rows] == [
        (2, "data"),
        (3, "blank"),
        (4, "blank"),
        (5, "total"),
        (6, "total"),
        (7, "data"),
    ]
    assert [row.number for row in table.data_rows] == [2, 7]


def test_same_headings_are_numbered_and_empty_columns_dropped():
    table = read("Name,Name,,Name (2),Notes,,\nAnn,Lee,,x,y,,\n")
    assert table.headers == ("Name", "Name (3)", "Name (2)", "Notes")
    assert [note.code for note in table.notes] == ["SAME_HEADINGS"]


def test_column_without_heading_that_holds_something_is_named_by_its_place():
    table = read("Name,,E-mail\nAnn,x,ann@example.com,extra\n")
    assert table.headers == ("Name", "Column 2", "E-mail", "Column 4")
    assert [(note.code, note.line) for note in table.notes] == [("MORE_CELLS", 2)]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\n\t", b",,,\n,,\n", saved(Workbook())])
def test_empty_file_is_refused(data):
    """F-12: an empty file gets its own message."""
    with pytest.raises(EmptyFile) as raised:
        read_table(data, "people.csv")
    assert str(raised.value) == "This file is empty. Check that it was saved, then choose it again."


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        bytes(range(256)) * 40,
        b"<!DOCTYPE html><table><tr><td>Name</td></tr></table>",
        b"PK\x05\x06" + b"\x00" * 18,
        repacked(saved(Workbook()), **{"[Content_Types].xml": "x"}).replace(b"xl/workbook", b"yl/workbook"),
    ],
)
def test_file_of_another_kind_is_refused(data):
    """F-12: a binary file is no table."""
    with pytest.raises(NotATable):
        read_table(data, "people.csv")


def test_quotation_mark_that_never_closes_is_refused():
    with pytest.raises(BrokenQuotes):
        read('Name,Notes\nAnn,"never closed\nBob,b\n')


def test_inch_mark_within_a_cell_is_only_text():
    assert cells(read('Name,Notes\nAnn,a 5" disk\n')) == [("Ann", 'a 5" disk')]
    assert cells(read('Name,Notes\nAnn,"5"x"\n')) == [("Ann", '5x"')]


@pytest.mark.parametrize(
    ("text", "limits", "message"),
    [
        ("a,b\n" + "x,y\n" * 4, {"rows": 3}, "This file has more than 3 lines."),
        ("a,b,c,d\nw,x,y,z\n", {"columns": 3}, "This file has more than 3 columns."),
        ("a,b\n" * 300_000, {"bytes": 1_000_000}, "This file is larger than 1 MB."),
        ("a,b\n" + "x" * 140_000 + ",y\n", {}, "One cell of this file is too long to be read."),
    ],
)
def test_file_over_a_limit_is_refused(text, limits, message):
    """F-12: limits on bytes, lines, columns and cells."""
    with pytest.raises(TooLarge) as raised:
        read(text, **limits)
    assert str(raised.value) == message


def test_file_at_its_limits_is_read():
    assert len(read("a,b\n" + "x,y\n" * 3, rows=3, columns=2).rows) == 3


def test_workbook_values_come_as_a_reader_would_type_them():
    data = saved(
        workbook(
            ["Name", "Years", "Share", "Start", "When", "At", "Mentor", "Gone"],
            ["Ann", 3.0, 0.1, date(2027, 3, 12), datetime(2027, 3, 12, 17, 5), time(9, 30), True, None],
        )
    )
    table = read_table(data, "people.xlsx")
    assert cells(table) == [("Ann", "3", "0.1", "2027-03-12", "2027-03-12 17:05", "09:30", "TRUE", "")]


def test_workbook_with_dates_from_1904_gives_the_same_dates():
    """F-12: dates counted from 1904."""
    data = saved(workbook(["Name", "Start"], ["Ann", date(2027, 3, 12)], epoch=CALENDAR_MAC_1904))
    assert cells(read_table(data, "people.xlsx")) == [("Ann", "2027-03-12")]


def test_leading_zeros_are_kept_as_the_sheet_shows_them():
    """F-12: a telephone number or a staff number keeps its zeros: as text, by its format, and in CSV."""
    book = workbook(["Name", "Phone", "Staff"], ["Ann", "07700900123", 42], ["Bob", "0044 1", 123456])
    for cell in book.active["C"][1:]:
        cell.number_format = "00000"
    assert cells(read_table(saved(book), "people.xlsx")) == [
        ("Ann", "07700900123", "00042"),
        ("Bob", "0044 1", "123456"),
    ]
    assert cells(read("Name,Phone,Staff\nAnn,07700900123,00042\n")) == [("Ann", "07700900123", "00042")]


def test_workbook_is_known_by_its_content_not_its_name():
    assert cells(read_table(saved(workbook(["Name", "Team"], ["Ann", "Kite"])), "people.csv")) == [("Ann", "Kite")]


def test_workbook_formula_is_read_by_its_kept_value_and_its_faults_noted():
    data = saved(workbook(["Name", "Sum", "Fault"], ["Ann", "=1+1", "#N/A"]))
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    kept = sheet.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>").replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    assert kept != sheet
    table = read_table(repacked(data, **{"xl/worksheets/sheet1.xml": kept}), "people.xlsx")
    assert cells(table) == [("Ann", "2", "")]
    assert [(note.code, note.line) for note in table.notes] == [("FORMULA_ERROR", 2)]


def test_workbook_reads_its_first_visible_sheet_that_holds_anything():
    book = workbook(People=[["Name", "Team"], ["Ann", "Kite"]], Other=[["x"]])
    secret = book.create_sheet("Secret", 0)
    secret.append(["hidden", "sheet"])
    secret.sheet_state = "hidden"
    table = read_table(saved(book), "people.xlsx")
    assert table.headers == ("Name", "Team")
    assert [note.message for note in table.notes] == ["Only the sheet “People” was read; the workbook has others."]


def test_workbook_rows_keep_the_numbers_that_excel_shows():
    data = saved(workbook(["Our people"], [], ["Name", "Team"], ["Ann", "Kite"], [], ["Bob", "Loom"]))
    table = read_table(data, "people.xlsx")
    assert [(row.number, row.kind) for row in table.rows] == [(4, "data"), (5, "blank"), (6, "data")]


def test_workbook_cell_at_the_far_end_of_the_sheet_does_not_run_away():
    """F-12: a single cell in the last row is the end of a list, not a million rows."""
    book = workbook(["Name", "Team"], ["Ann", "Kite"])
    book.active.cell(row=1_048_576, column=1, value="x")
    assert cells(read_table(saved(book), "people.xlsx")) == [("Ann", "Kite")]


def test_workbook_with_macros_is_refused():
    """F-12: macros are never accepted, whatever the file is called."""
    data = saved(workbook(["Name", "Team"]))
    with pytest.raises(MacrosRefused):
        read_table(data, "people.xlsm")
    with pytest.raises(MacrosRefused):
        read_table(repacked(data, **{"xl/vbaProject.bin": "x"}), "people.xlsx")


def test_workbook_with_a_password_is_refused():
    """F-12: an encrypted workbook says that it has a password."""
    wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    with pytest.raises(PasswordProtected):
        read_table(wrapped + "EncryptedPackage".encode("utf-16-le"), "people.xlsx")
    with pytest.raises(UnreadableWorkbook):
        read_table(wrapped, "people.xls")


def test_workbook_whose_parts_are_encrypted_is_refused():
    """F-12: a zip password is a password too."""
    data = bytearray(saved(workbook(["Name"])))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(PasswordProtected):
        read_table(bytes(data), "people.xlsx")


def test_workbook_of_too_many_lines_is_refused():
    """F-12: lines of workbooks are limited like those of CSV."""
    with pytest.raises(TooLarge):
        read_table(saved(workbook(*(["a", "b"] for _line in range(90)))), "people.xlsx", Limits(rows=10))
    with pytest.raises(TooLarge):
        read("a,b\n" + "x,y\n" * 90, rows=10)


def test_workbook_that_unpacks_to_too_much_is_refused_before_it_is_parsed():
    """F-12: an XLSX bomb is refused by its stated size."""
    bomb = repacked(saved(workbook(["Name"])), **{"xl/sharedStrings.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge) as raised:
        read_table(bomb, "people.xlsx")
    assert str(raised.value) == "This workbook unpacks to far more than a list of people needs."


def test_workbook_with_entities_that_multiply_is_refused():
    """F-12: a billion laughs within a workbook is refused by the XML parser."""
    assert DEFUSEDXML
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(UnreadableWorkbook):
        read_table(repacked(saved(workbook(["N"])), **{"xl/worksheets/sheet1.xml": laughs}), "people.xlsx")


def test_damaged_workbook_is_refused():
    data = saved(workbook(["Name", "Team"], ["Ann", "Kite"]))
    with pytest.raises(UnreadableWorkbook):
        read_table(data[: len(data) // 2], "people.xlsx")


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_table_or_a_plain_refusal(data):
    """F-12: nothing but a SpreadsheetError ever comes out of a hostile file."""
    try:
        table = read_table(data, "people.csv")
    except SpreadsheetError:
        return
    assert {len(row.cells) for row in table.rows} <= {len(table.headers)}
    assert len(set(table.headers)) == len(table.headers)


def test_line_without_values_below_others_is_not_taken_for_headings():
    table = read("Ann,ann@example.com\nBob,none yet\n")
    assert (table.heading_line, len(table.rows)) == (1, 1)
