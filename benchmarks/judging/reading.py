"""A file of scores as people make them: any usual separator and spelling, and a sentence for what cannot be used."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from io import StringIO
from pathlib import Path

SEPARATORS = (",", ";", "\t", "|")
NEEDED = ("pitch", "judge", "score")
KNOWN = (*NEEDED, "criterion", "pitch_org", "judge_org")
ONLY = "score"
"""The name of the one criterion of a file without the column."""

NUMBER = re.compile(r"[+-]?(\d{1,15}([.,]\d{0,15})?|[.,]\d{1,15})([eE][+-]?\d)?")
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})


class Unusable(Exception):
    """The file cannot be used; the text says why, in a sentence."""


@dataclass
class Scores:
    """What the file says: cards by (pitch, judge), the criteria in order, and who belongs to which organisation."""

    cards: dict[tuple[str, str], dict[str, Fraction]] = field(default_factory=dict)
    criteria: list[str] = field(default_factory=list)
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    pitch_orgs: dict[str, set[str]] = field(default_factory=dict)
    judge_orgs: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> list[Fraction]:
        """Every score that was given."""
        return [value for scores in self.cards.values() for value in scores.values()]


def read_scores(path: Path) -> Scores:
    """Return what the file says. Raises Unusable."""
    text = _text(path)
    found = Scores()
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in _rows(text):
        pitch, judge = row.get("pitch", ""), row.get("judge", "")
        criterion = row.get("criterion", ONLY)
        for name, value in (("pitch", pitch), ("judge", judge), ("criterion", criterion)):
            if not value:
                raise Unusable(f"Line {line} has no {name}.")
        key = (pitch, judge, criterion)
        if key in seen:
            where = f"“{pitch}” by “{judge}”" + (f" on “{criterion}”" if "criterion" in row else "")
            raise Unusable(f"Line {line} scores {where} again; line {seen[key]} did so first.")
        seen[key] = line
        _note(found, key, row, line)
    if not found.cards:
        raise Unusable("The file has no rows below its heading.")
    found.lines = seen
    return found


def _note(found: Scores, key: tuple[str, str, str], row: dict[str, str], line: int) -> None:
    pitch, judge, criterion = key
    scores = found.cards.setdefault((pitch, judge), {})
    if criterion not in found.criteria:
        found.criteria.append(criterion)
    text = row.get("score", "")
    if text:
        scores[criterion] = number(text, f"Line {line}")
    if row.get("pitch_org"):
        found.pitch_orgs.setdefault(pitch, set()).add(row["pitch_org"].casefold())
    if row.get("judge_org"):
        found.judge_orgs.setdefault(judge, row["judge_org"].casefold())


def number(text: str, where: str) -> Fraction:
    """Return the number, written with a point or a comma. Raises Unusable."""
    plain = text.translate(MINUS)
    if not NUMBER.fullmatch(plain):
        raise Unusable(f"{where}: “{text[:40]}” is no number.")
    return Fraction(plain.replace(",", ".").strip())


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unusable(f"“{path}” cannot be read: {error.strerror or error}.") from error
    code = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(code)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unusable(f"“{path}” is no text file.")
    if not text.strip():
        raise Unusable(f"“{path}” is empty.")
    return text


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not blank, with the number of its line."""
    separator = _separator(text)
    names: list[str] = []
    for line, cells in _cells(text, separator):
        if not any(cells):
            continue
        if not names:
            names = _heading(cells)
            continue
        if any(cells[len(names) :]):
            raise Unusable(f"Line {line} has more values than there are columns.")
        cells += [""] * (len(names) - len(cells))
        yield line, {name: cell for name, cell in zip(names, cells, strict=False) if name in KNOWN}


def _cells(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    _refuse_open_quote(text, separator)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    line = 1
    try:
        for cells in rows:
            yield line, [_clean(cell) for cell in cells]
            line = rows.line_num + 1
    except csv.Error as error:
        raise Unusable(f"Line {line} cannot be read: {error}.") from error


def _refuse_open_quote(text: str, separator: str) -> None:
    """A quotation mark that is never closed would swallow every row after it."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    line = 1
    try:
        for _row in rows:
            line = rows.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Unusable(f"Line {line} opens a quotation mark that is never closed.") from error


def _clean(cell: str) -> str:
    """Return the cell in one spelling: composed letters, single spaces, none around."""
    return " ".join(unicodedata.normalize("NFC", cell.replace("\ufeff", "")).split())


def _separator(text: str) -> str:
    """Return the separator by which the heading has most of the columns."""
    head = next(line for line in text.splitlines() if line.strip())
    found = {mark: set(_names(next(_cells(head, mark))[1])) & set(KNOWN) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: len(found[mark]))


def _names(cells: list[str]) -> list[str]:
    return [re.sub(r"[\s-]+", "_", cell.casefold()) for cell in cells]


def _heading(cells: list[str]) -> list[str]:
    names = _names(cells)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Unusable(f"The heading has no column “{missing[0]}”; needed are pitch, judge and score.")
    double = [name for name in KNOWN if names.count(name) > 1]
    if double:
        raise Unusable(f"The heading has the column “{double[0]}” twice.")
    return names
