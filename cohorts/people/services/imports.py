"""Importing people from a table: upload, choose columns, confirm, or throw away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.people.engine import FIELDS, IGNORE, Outcome, Reading, guess_columns
from cohorts.people.engine.fields import ATTRIBUTE, SKILL
from cohorts.people.models import ImportState, PeopleImport
from cohorts.people.services.imported import Written, write_lines
from cohorts.people.services.places import refuse_if_over
from cohorts.people.services.reading import digest_of, packed, read_upload, skill_names
from cohorts.programmes.models import Cohort
from core import zones
from core.audit.record import record
from core.errors import Changed, Refused
from core.files.checks import clean_name
from core.idempotency import once
from core.models import Sector, User
from core.service import service
from core.spreadsheets.errors import SpreadsheetError
from core.spreadsheets.read import read_table
from core.spreadsheets.table import Table

SAMPLE = 200


class UploadRefused(Refused):
    """The file could not be read as a table of people."""

    field = "file"


class ImportOver(Refused):
    """The import was confirmed or thrown away."""

    message = _("This import is finished. Upload the file again to change something.")


class UnknownField(Refused):
    """A column was set to a field that is not there."""

    message = _("Choose one of the listed fields for each column.")


class NothingToImport(Refused):
    """The file as a whole does not make sense."""

    message = _("This file cannot be imported as it is. Put right what is listed first.")


@service
def upload_people(
    *, cohort: Cohort, data: bytes, filename: str, by: User, key: str = "", now: datetime | None = None
) -> PeopleImport:
    """The table is kept with a guess of its columns, and no person is written; records import.read."""
    refuse_if_over(cohort)

    def make() -> PeopleImport:
        table = _table(data, filename)
        upload = PeopleImport.objects.create(
            cohort=cohort,
            uploaded_by=by,
            uploaded_at=zones.moment(now),
            filename=clean_name(filename),
            table=packed(table),
            mapping={"columns": guessed(table, cohort)},
        )
        record("import.read", by=by, subject=upload, cohort=cohort, now=now, lines=len(table.data_rows))
        return upload

    return once(by=by, action="people.upload", key=key, make=make)


def guessed(table: Table, cohort: Cohort) -> dict[str, str]:
    """The field that each column seems to hold."""
    cells = [row.cells for row in table.data_rows[:SAMPLE]]
    found = guess_columns(table.headers, cells, skill_names(cohort))
    return {header: guess.field for header, guess in found.items()}


@service
def choose_columns(
    *,
    upload: PeopleImport,
    columns: Mapping[str, str],
    sector: str = "",
    by: User | None,
    now: datetime | None = None,
) -> PeopleImport:
    """Each heading stands for this field, and lines without a sector have this one; records import.mapped."""
    locked = _open(upload)
    known = {IGNORE, *FIELDS, *(SKILL + name for name in skill_names(locked.cohort))}
    if any(name not in known and not name.startswith(ATTRIBUTE) for name in columns.values()):
        raise UnknownField
    if sector and sector not in Sector.values:
        raise UnknownField(field="sector")
    return _remap(locked, {"columns": dict(columns), "sector": sector}, by, now)


@service
def settle_organisations(
    *, upload: PeopleImport, same: Mapping[str, str], by: User | None, now: datetime | None = None
) -> PeopleImport:
    """Each written name means this organisation; records import.mapped."""
    locked = _open(upload)
    settled = locked.mapping.get("same", {}) | dict(same)
    return _remap(locked, {"same": settled}, by, now)


@service
def confirm_import(
    *, upload: PeopleImport, digest: str = "", by: User | None, now: datetime | None = None
) -> PeopleImport:
    """New and changed lines are in the cohort, all or none, and once (C-08); records import.confirmed.

    With the digest of a preview it does just what that showed, or raises Changed.
    """
    locked = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if locked.state == ImportState.DONE:
        return locked
    refuse_unless_read(locked)
    return write_import(locked, digest, by, zones.moment(now))


def write_import(locked: PeopleImport, digest: str, by: User | None, moment: datetime) -> PeopleImport:
    """The lines of the locked import are rows of the cohort; called by a service in its transaction."""
    # A parallel import waits here, then reads the cohort with the first one's people in it.
    locked.cohort = Cohort.objects.select_for_update().get(pk=locked.cohort_id)
    refuse_if_over(locked.cohort)
    reading = read_upload(locked)
    if reading.problems:
        raise NothingToImport
    if digest and digest != digest_of(reading):
        raise Changed
    written = write_lines(cohort=locked.cohort, lines=reading.lines, by=by, now=moment)
    locked.state, locked.summary = ImportState.DONE, _summary(reading, written)
    locked.save(update_fields=["state", "summary"])
    counts = {name.lower(): number for name, number in reading.counts.items()}
    record("import.confirmed", by=by, subject=locked, cohort=locked.cohort, now=moment, **counts)
    return locked


@service
def discard_import(*, upload: PeopleImport, by: User | None, now: datetime | None = None) -> PeopleImport:
    """The uploaded table is erased and nothing of it was written; records import.discarded."""
    locked = _open(upload)
    locked.state, locked.table, locked.mapping = ImportState.DISCARDED, {}, {}
    locked.save(update_fields=["state", "table", "mapping"])
    record("import.discarded", by=by, subject=locked, cohort=locked.cohort, now=now)
    return locked


def _table(data: bytes, filename: str) -> Table:
    try:
        table = read_table(data, filename)
    except SpreadsheetError as error:
        raise UploadRefused(str(error)) from error
    if not table.data_rows:
        raise UploadRefused(_("There are no people in this file: it has headings only."))
    return table


def _open(upload: PeopleImport) -> PeopleImport:
    locked = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    refuse_unless_read(locked)
    return locked


def refuse_unless_read(upload: PeopleImport) -> None:
    """An import that is over, or under way, is left as it is."""
    if upload.state != ImportState.READ:
        raise ImportOver


def _remap(upload: PeopleImport, changes: dict[str, Any], by: User | None, now: datetime | None) -> PeopleImport:
    upload.mapping = upload.mapping | changes
    upload.save(update_fields=["mapping"])
    record("import.mapped", by=by, subject=upload, cohort=upload.cohort, now=now)
    return upload


def _summary(reading: Reading, written: Written) -> dict[str, Any]:
    left_out = [line.number for line in reading.lines if line.outcome is Outcome.PROBLEM]
    return {"counts": reading.counts, "left_out": left_out, "added": written.added}
