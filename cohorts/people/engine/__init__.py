"""Reading a table of people: which column is what, and what each line would do; pure."""

from cohorts.people.engine.columns import guess_columns
from cohorts.people.engine.fields import (
    FIELDS,
    IGNORE,
    Guess,
    KnownOrganisation,
    KnownPerson,
    Line,
    OrganisationHint,
    Outcome,
    Reading,
    Remark,
)
from cohorts.people.engine.rows import read_rows

__all__ = [
    "FIELDS",
    "IGNORE",
    "Guess",
    "KnownOrganisation",
    "KnownPerson",
    "Line",
    "OrganisationHint",
    "Outcome",
    "Reading",
    "Remark",
    "guess_columns",
    "read_rows",
]
