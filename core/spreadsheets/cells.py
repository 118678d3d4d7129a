"""One cell: cleaning what was read, guarding what is written against formulas, and undoing the guard."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

Cell = str | int | float

# Excel and its kin take these for the start of a formula, the full-width forms too.
FORMULA_STARTS = frozenset("=+-@\N{MINUS SIGN}")
BREAKS = frozenset("\t\r\n")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\ufffe\uffff\ud800-\udfff]")
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")


def clean(text: str) -> str:
    """Return the text without unseen characters, hard spaces and space around it."""
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    return unicodedata.normalize("NFC", text).strip()


def unguard(text: str) -> str:
    """Return the text as it was before `neutralise` put an apostrophe before it."""
    return text[1:] if text.startswith("'") and _dangerous(text) else text


def neutralise(value: object) -> Cell:
    """Return what may stand in a cell of a CSV or XLSX file: numbers as they are, text unable to act."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return value if isfinite(value) else ""
    text = UNSEEN.sub("", as_text(value))
    if text.isspace():
        return ""
    if PLAIN_NUMBER.fullmatch(text):
        return text
    return "'" + text if _dangerous(text) else text


def as_text(value: object) -> str:
    """Return the value as a reader would type it: ISO dates, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, (date, time)):
        return _moment(value)
    return str(value)


def _number(value: float | Decimal) -> str:
    if isinstance(value, int) or value == value // 1:
        return str(int(value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second) == (0, 0, 0) and value.tzinfo is None:
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat(timespec="minutes") if isinstance(value, time) else value.isoformat()


def _dangerous(text: str) -> bool:
    """Say whether the text, behind any apostrophes and space, could start a formula."""
    bare = text.lstrip("'")
    if bare and bare[0] in BREAKS:
        return True
    for character in bare:
        if not (character.isspace() or unicodedata.category(character) in ("Cf", "Cc")):
            return unicodedata.normalize("NFKC", character)[:1] in FORMULA_STARTS
    return False
