"""Checks of a file as a whole: columns chosen twice or missing, and columns that have slipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from cohorts.people.engine.fields import (
    ATTRIBUTE,
    EMAIL,
    FIELDS,
    FIRST_NAME,
    FULL_NAME,
    IGNORE,
    LAST_NAME,
    SKILL,
    KnownPerson,
    Remark,
    Value,
)
from cohorts.people.engine.words import plain
from core.sentence import noop as _
from core.sentence import say
from core.spreadsheets.table import Row, Table

NAMES = (FIRST_NAME, LAST_NAME, FULL_NAME)
FEWEST_STRAYS = 3
STRAY_SHARE = 0.2
MOST_SHOWN = 5


class Drafted(Protocol):
    """What the checks look at of a line."""

    row: Row
    values: dict[str, Value]


def check_mapping(headers: Collection[str], mapping: Mapping[str, str], skills: Sequence[str]) -> tuple[Remark, ...]:
    """Return what is wrong with the choice of columns."""
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    for header in headers:
        chosen[mapping.get(header, IGNORE)].append(header)
    known = {*FIELDS, IGNORE, *(SKILL + skill for skill in skills)}
    remarks = [
        Remark("UNKNOWN_FIELD", name, say(_("“%(heading)s” is set to a field that is not there."), heading=found[0]))
        for name, found in sorted(chosen.items())
        if name not in known and not name.startswith(ATTRIBUTE)
    ]
    for name, found in sorted(chosen.items()):
        if name != IGNORE and len(found) > 1:
            message = say(
                _("These columns are set to the same field: %(headings)s."), headings=", ".join(sorted(found))
            )
            remarks.append(Remark("SAME_FIELD", name, message, say(_("Choose one of them."))))
    if EMAIL not in chosen:
        remarks.append(
            Remark(
                "NO_ADDRESSES",
                EMAIL,
                say(_("No column is set to e-mail address.")),
                say(_("Choose it: people are known by it.")),
            )
        )
    return tuple(remarks)


def check_file(
    table: Table,
    columns: Sequence[tuple[int, str]],
    drafts: Sequence[Drafted],
    people: Mapping[str, KnownPerson],
) -> tuple[Remark, ...]:
    """Return signs that cells stand under the wrong heading or beside the wrong person."""
    cells = {name: [row.cells[place] for row in table.data_rows if row.cells[place]] for place, name in columns}
    remarks = [_wrong_cells(name, found) for name, found in sorted(cells.items())]
    return tuple(
        remark for remark in (*remarks, _names_beside_others(drafts), _names_changed(drafts, people)) if remark
    )


def _wrong_cells(name: str, cells: Sequence[str]) -> Remark | None:
    """F-14: names in the column of addresses, or addresses in one of names."""
    if name == EMAIL:
        wrong = sum("@" not in cell for cell in cells)
        message = _("%(wrong)d of %(all)d cells in the column of e-mail addresses hold none.")
    elif name in NAMES:
        wrong = sum("@" in cell for cell in cells)
        message = _("%(wrong)d of %(all)d cells in a column of names hold e-mail addresses.")
    else:
        return None
    if wrong < max(2, 0.3 * len(cells)) and not (cells and wrong == len(cells)):
        return None
    hint = say(_("The columns may be shifted by one: check which column is which."))
    return Remark("COLUMNS_SHIFTED", name, say(message, wrong=wrong, all=len(cells)), hint)


def _names_beside_others(drafts: Sequence[Drafted]) -> Remark | None:
    """F-14: names whose own address does not fit them while another line's does."""
    pairs = [
        (draft, _words(draft), str(draft.values[EMAIL]).split("@")[0]) for draft in drafts if draft.values.get(EMAIL)
    ]
    named = [(draft, words, address) for draft, words, address in pairs if len(words) >= 2]
    owners: defaultdict[str, int] = defaultdict(int)
    for _draft, _found, address in named:
        for part in _parts(address):
            owners[part] += 1
    strays = sorted(
        draft.row.number
        for draft, words, address in named
        if not _fits(words, address) and any(owners[form] for form in _forms(words))
    )
    if len(strays) < max(FEWEST_STRAYS, STRAY_SHARE * len(named)):
        return None
    message = say(_("On %(count)d lines the address belongs to the name on another line."), count=len(strays))
    hint = say(_("A column may have been sorted or shifted by itself. Go back to the original list."))
    return Remark("NAMES_SHIFTED", EMAIL, message, hint, tuple(strays[:MOST_SHOWN]))


def _names_changed(drafts: Sequence[Drafted], people: Mapping[str, KnownPerson]) -> Remark | None:
    """F-14: addresses that we know, with quite other names."""
    known = [
        (draft, people[str(draft.values.get(EMAIL))]) for draft in drafts if str(draft.values.get(EMAIL)) in people
    ]
    named = [(draft, set(_words(draft)), _known_words(person)) for draft, person in known if _words(draft)]
    strays = sorted(draft.row.number for draft, now, before in named if before and not now & before)
    if len(strays) < max(FEWEST_STRAYS, STRAY_SHARE * len(named)):
        return None
    message = say(_("On %(count)d lines an address that we know has quite another name."), count=len(strays))
    hint = say(_("A column may have been sorted or shifted by itself. Go back to the original list."))
    return Remark("NAMES_CHANGED", FIRST_NAME, message, hint, tuple(strays[:MOST_SHOWN]))


def _words(draft: Drafted) -> list[str]:
    return plain(f"{draft.values.get(FIRST_NAME) or ''} {draft.values.get(LAST_NAME) or ''}").split()


def _known_words(person: KnownPerson) -> set[str]:
    return set(plain(f"{person.values.get(FIRST_NAME) or ''} {person.values.get(LAST_NAME) or ''}").split())


def _fits(words: Sequence[str], address: str) -> bool:
    """Return whether any part of the name, or its initials, can be seen in the address."""
    bare = "".join(plain(address).split())
    initials = "".join(word[0] for word in words)
    return any(word in bare for word in words if len(word) > 1) or bare.startswith(initials)


def _forms(words: Sequence[str]) -> set[str]:
    """Return how the whole name is commonly put in an address, without marks."""
    first, last = words[0], words[-1]
    return {first + last, last + first, first[0] + last, last + first[0], first + last[0]}


def _parts(address: str) -> set[str]:
    """Return the address without marks and without the figures that tell namesakes apart."""
    bare = "".join(plain(address).split())
    return {bare, bare.rstrip("0123456789")}
