"""What each line of a table of people would do: make somebody new, change somebody, nothing, or fail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cohorts.people.engine.fields import (
    ATTRIBUTE,
    EMAIL,
    FIELDS,
    FIRST_NAME,
    FULL_NAME,
    IGNORE,
    LAST_NAME,
    ORGANISATION,
    SECTOR,
    SKILL,
    Change,
    KnownOrganisation,
    KnownPerson,
    Line,
    Outcome,
    Reading,
    Remark,
    Value,
)
from cohorts.people.engine.organisations import find_known, hints, same_key
from cohorts.people.engine.values import normal_address, read_value, split_name
from cohorts.people.engine.whole import check_file, check_mapping
from core.sentence import noop as _
from core.sentence import say
from core.spreadsheets.table import BLANK, DATA, Row, Table


@dataclass(slots=True)
class Draft:
    """A line on its way: values and remarks are gathered here, then frozen."""

    row: Row
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def wrong(self, code: str, name: str, message: str, hint: str, **spoken: object) -> None:
        """Note a problem, which keeps the line out."""
        self.problems.append(Remark(code, name, say(message, **spoken), say(hint), (self.row.number,)))

    def odd(self, code: str, name: str, message: str, hint: str, **spoken: object) -> None:
        """Note a warning, which does not."""
        self.warnings.append(Remark(code, name, say(message, **spoken), say(hint), (self.row.number,)))


def read_rows(
    table: Table,
    mapping: Mapping[str, str],
    skills: Sequence[str] = (),
    known_people: Iterable[KnownPerson] = (),
    known_organisations: Sequence[KnownOrganisation] = (),
    *,
    same_organisations: Mapping[str, str] | None = None,
    defaults: Mapping[str, Value] | None = None,
) -> Reading:
    """Return what every line would do; nothing depends on the order of lines but their own order."""
    people = {normal_address(person.email): person for person in known_people}
    columns = _columns(table, mapping, skills)
    drafts = [_draft(row, columns) for row in table.rows if row.kind == DATA]
    same = {same_key(written): meant for written, meant in (same_organisations or {}).items()}
    for draft in drafts:
        _name_whole(draft)
        _settle_organisation(draft, known_organisations, same)
    _settle_sectors(drafts, known_organisations, dict(defaults or {}))
    for draft in drafts:
        _require(draft, people.get(str(draft.values.get(EMAIL))))
    _refuse_doubles(drafts)
    lines = [_finish(draft, people) for draft in drafts]
    skipped = [_skipped(row) for row in table.rows if row.kind != DATA]
    problems = (*check_mapping(table.headers, mapping, skills), *check_file(table, columns, drafts, people))
    return Reading(
        tuple(sorted([*_skip_repeats(lines), *skipped], key=lambda line: line.number)),
        problems,
        hints(_new_organisations(drafts, known_organisations), known_organisations),
    )


def _columns(table: Table, mapping: Mapping[str, str], skills: Sequence[str]) -> list[tuple[int, str]]:
    """Return place and field of the columns that are read; a skill not of the programme is not."""
    known = {*FIELDS, *(SKILL + skill for skill in skills)}
    chosen = [(place, mapping.get(header, IGNORE)) for place, header in enumerate(table.headers)]
    return [(place, name) for place, name in chosen if name in known or name.startswith(ATTRIBUTE)]


def _draft(row: Row, columns: Sequence[tuple[int, str]]) -> Draft:
    draft = Draft(row)
    for place, name in columns:
        value, problems, warnings = read_value(name, row.cells[place])
        draft.problems += [replace(problem, lines=(row.number,)) for problem in problems]
        draft.warnings += [replace(warning, lines=(row.number,)) for warning in warnings]
        if value is not None and name not in draft.values:
            draft.values[name] = value
    return draft


def _name_whole(draft: Draft) -> None:
    """Turn a whole name into first and last, where those were not given apart."""
    whole = draft.values.pop(FULL_NAME, None)
    if whole and FIRST_NAME not in draft.values and LAST_NAME not in draft.values:
        first, last = split_name(str(whole))
        draft.values |= {FIRST_NAME: first, LAST_NAME: last} if last else {FIRST_NAME: first}
        if not last:
            draft.odd("ONE_NAME", LAST_NAME, _("Only one name is given."), _("Add the last name if there is one."))


def _settle_organisation(draft: Draft, known: Sequence[KnownOrganisation], same: Mapping[str, str]) -> None:
    written = draft.values.get(ORGANISATION)
    if not written:
        return
    meant = same.get(same_key(str(written)), str(written))
    found = find_known(meant, known)
    draft.values[ORGANISATION] = found.name if found else meant


def _settle_sectors(drafts: Sequence[Draft], known: Sequence[KnownOrganisation], defaults: Mapping[str, Value]) -> None:
    """Give every line the sector of its organisation: as known, else as written anywhere in the file."""
    sector_of = {same_key(one.name): one.sector for one in known}
    written: defaultdict[str, set[str]] = defaultdict(set)
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        key = same_key(str(draft.values.get(ORGANISATION) or ""))
        spelled[key].add(str(draft.values.get(ORGANISATION) or ""))
        if draft.values.get(SECTOR):
            written[key].add(str(draft.values[SECTOR]))
    for draft in drafts:
        key = same_key(str(draft.values.get(ORGANISATION) or ""))
        if key and key not in sector_of:
            draft.values[ORGANISATION] = min(spelled[key], key=lambda name: (name.isupper(), name))
        _settle_sector(draft, sector_of.get(key), written[key], defaults.get(SECTOR))


def _settle_sector(draft: Draft, known: str | None, written: set[str], default: Value) -> None:
    own = draft.values.get(SECTOR)
    if known and own and own != known:
        draft.odd(
            "OTHER_SECTOR",
            SECTOR,
            _("%(organisation)s is known as %(known)s, not %(own)s."),
            _("The sector that is known is kept. If it is wrong, correct it under Organisations afterwards."),
            organisation=draft.values.get(ORGANISATION),
            known=known.lower(),
            own=str(own).lower(),
        )
    if not known and len(written) > 1 and draft.values.get(ORGANISATION):
        draft.wrong(
            "TWO_SECTORS",
            SECTOR,
            _("%(organisation)s has different sectors on different lines."),
            _("Give every line of the organisation the same sector."),
            organisation=draft.values[ORGANISATION],
        )
    sector = known or own or (min(written) if written and draft.values.get(ORGANISATION) else default)
    if sector:
        draft.values[SECTOR] = sector


def _require(draft: Draft, person: KnownPerson | None) -> None:
    """Note what is missing; somebody known needs only an address."""
    refused = {problem.field for problem in draft.problems}
    if EMAIL not in draft.values and EMAIL not in refused:
        draft.wrong("NO_ADDRESS", EMAIL, _("There is no e-mail address."), _("Add it: people are known by it."))
    if person:
        return
    has_name = draft.values.get(FIRST_NAME) or draft.values.get(LAST_NAME)
    if not has_name and not refused & {FIRST_NAME, LAST_NAME, FULL_NAME}:
        draft.wrong("NO_NAME", FIRST_NAME, _("There is no name."), _("Add first and last name."))
    if ORGANISATION not in draft.values and ORGANISATION not in refused:
        draft.wrong("NO_ORGANISATION", ORGANISATION, _("There is no organisation."), _("Add where the person works."))
    elif SECTOR not in draft.values and SECTOR not in refused and ORGANISATION not in refused:
        draft.wrong(
            "NO_SECTOR",
            SECTOR,
            _("The sector of %(organisation)s is not known."),
            _("Add a column with the sector: public, private, third or academic."),
            organisation=draft.values[ORGANISATION],
        )


def _refuse_doubles(drafts: Sequence[Draft]) -> None:
    """Refuse lines with one address and different values; the same line twice is only repeated."""
    by_address: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.values.get(EMAIL):
            by_address[str(draft.values[EMAIL])].append(draft)
    for address, group in by_address.items():
        if any(draft.values != group[0].values for draft in group):
            numbers = tuple(sorted(draft.row.number for draft in group))
            message = say(
                _("%(address)s is on lines %(lines)s, with different details."),
                address=address,
                lines=", ".join(map(str, numbers)),
            )
            remark = Remark("SAME_ADDRESS", EMAIL, message, say(_("Keep the line that is right.")), numbers)
            for draft in group:
                draft.problems.append(remark)


def _finish(draft: Draft, people: Mapping[str, KnownPerson]) -> Line:
    person = people.get(str(draft.values.get(EMAIL)))
    changes = _changes(draft, person) if person else ()
    if draft.problems:
        outcome = Outcome.PROBLEM
    elif person is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.CHANGED if changes else Outcome.SAME
    values = dict(sorted(draft.values.items()))
    return Line(draft.row.number, outcome, values, changes, tuple(draft.problems), tuple(draft.warnings))


def _changes(draft: Draft, person: KnownPerson) -> tuple[Change, ...]:
    """Return what differs; an empty cell never takes anything away."""
    kept = {EMAIL, SECTOR}  # the address is who it is, the sector is the organisation's
    return tuple(
        Change(name, person.values.get(name), value)
        for name, value in sorted(draft.values.items())
        if name not in kept and not _equal(name, person.values.get(name), value)
    )


def _equal(name: str, old: Value, new: Value) -> bool:
    if name == ORGANISATION:
        return same_key(str(old or "")) == same_key(str(new or ""))
    return old == new


def _skip_repeats(lines: Sequence[Line]) -> list[Line]:
    """Let the first of several equal lines stand and skip the others."""
    first: dict[str, int] = {}
    for line in lines:
        if line.email and line.outcome is not Outcome.PROBLEM:
            first[line.email] = min(line.number, first.get(line.email, line.number))
    return [
        _repeat(line, first[line.email]) if first.get(line.email, line.number) != line.number else line
        for line in lines
    ]


def _repeat(line: Line, number: int) -> Line:
    message = say(_("This line says the same as line %(number)d."), number=number)
    remark = Remark("REPEATED", EMAIL, message, lines=(line.number,))
    return replace(line, outcome=Outcome.SKIPPED, changes=(), warnings=(remark,))


def _skipped(row: Row) -> Line:
    code, words = (
        ("BLANK", _("This line is blank.")) if row.kind == BLANK else ("TOTAL", _("This is a line of totals."))
    )
    return Line(row.number, Outcome.SKIPPED, warnings=(Remark(code, "", say(words), lines=(row.number,)),))


def _new_organisations(drafts: Sequence[Draft], known: Sequence[KnownOrganisation]) -> dict[str, tuple[int, ...]]:
    names = {organisation.name for organisation in known}
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        name = str(draft.values.get(ORGANISATION) or "")
        if name and name not in names:
            lines[name].append(draft.row.number)
    return {name: tuple(sorted(numbers)) for name, numbers in lines.items()}
