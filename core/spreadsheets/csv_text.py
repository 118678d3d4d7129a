"""A CSV file in whatever encoding and with whatever separator, as lists of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from django.utils.translation import gettext as _

from core.spreadsheets.errors import BrokenQuotes, NotATable, TooLarge
from core.spreadsheets.table import Limits, Note

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 100
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def csv_lines(data: bytes, limits: Limits) -> tuple[list[list[str]], list[Note]]:
    """Return every line of the CSV, blank ones as empty lists, with notes on how it was read."""
    text, notes = _decode(data)
    _refuse_binary(text)
    text = text.replace("\x00", "")
    text, separator = _declared(text)
    return _parse(text, separator or _sniff(text), limits), notes


def _decode(data: bytes) -> tuple[str, list[Note]]:
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), None) or _unmarked_utf16(data)
    try:
        return data.decode(encoding or "utf-8"), []
    except UnicodeDecodeError:
        note = _("The file is not in UTF-8; it was read as Windows-1252. Check accented letters.")
        # The five bytes that Windows-1252 leaves undefined must not stop the reading.
        return data.decode("cp1252", errors="replace"), [Note("ENCODING", note)]


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without its mark from the zero bytes that every second place then holds."""
    sample = data[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) * 0.35
    if odd > most and even < len(sample) * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd < len(sample) * 0.05 else None


def _refuse_binary(text: str) -> None:
    sample = text[:20_000]
    if len(CONTROL.findall(sample)) > max(len(sample) // 20, 3):
        raise NotATable


def _declared(text: str) -> tuple[str, str]:
    """Take off the line `sep=;` that Excel writes, and believe it; the line keeps its number."""
    match = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    if match and match[1] in SEPARATORS:
        return "\n" + text[match.end() :], match[1]
    return text, ""


def _sniff(text: str) -> str:
    """Return the separator that splits the most lines into the same number of cells."""
    return max(SEPARATORS, key=lambda separator: (_evenness(text, separator), -SEPARATORS.index(separator)))


def _evenness(text: str, separator: str) -> float:
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == SAMPLE:
                break
    except csv.Error:
        return 0.0
    common = Counter(widths) or Counter([1])
    width, count = max(common.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return (count / common.total()) ** 2 * (width - 1)


def _parse(text: str, separator: str, limits: Limits) -> list[list[str]]:
    _refuse_open_quote(text, separator)
    lines: list[list[str]] = []
    filled = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            lines.append(cells)
            filled += any(cells)
            if filled > limits.rows + 50:  # title lines are not counted as rows: layout counts exactly
                break
    except csv.Error as error:
        raise TooLarge(_("One cell of this file is too long to be read.")) from error
    return lines


def _refuse_open_quote(text: str, separator: str) -> None:
    """Refuse a quotation mark that swallows the rest of the file."""
    if text.count('"') % 2 == 0:
        return
    try:
        for _cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise BrokenQuotes from error
