"""What an uploaded table would do to a cohort: the engine's reading, with what the database knows."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from cohorts.people.engine import KnownOrganisation, KnownPerson, Line, Outcome, Reading, Remark, read_rows
from cohorts.people.engine.fields import ATTRIBUTE, EMAIL, FIRST_NAME, LAST_NAME, SECTOR, SKILL, Value
from cohorts.people.models import Mentor, Participant, ParticipantSkill, PeopleImport
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort, Side
from cohorts.questions.models import Skill
from core.models import Organisation
from core.sentence import noop as _
from core.sentence import say
from core.spreadsheets.table import Note, Row, Table

NAMES = frozenset({FIRST_NAME, LAST_NAME})


@dataclass(frozen=True)
class SidePlaces:
    """How many people a side would have after the import, and how many places there are."""

    side: str
    people: int
    places: int

    @property
    def is_over(self) -> bool:
        """Whether there would be more people than places."""
        return self.people > self.places


def packed(table: Table) -> dict[str, Any]:
    """The table as JSON can hold it."""
    return {
        "headers": list(table.headers),
        "rows": [[row.number, row.kind, list(row.cells)] for row in table.rows],
        "notes": [[note.code, str(note.message), note.line] for note in table.notes],
        "heading_line": table.heading_line,
    }


def unpacked(data: dict[str, Any]) -> Table:
    """The table that was packed; one without rows where it was erased."""
    return Table(
        headers=tuple(data.get("headers", ())),
        rows=tuple(Row(number, tuple(cells), kind) for number, kind, cells in data.get("rows", ())),
        notes=tuple(Note(*note) for note in data.get("notes", ())),
        heading_line=data.get("heading_line", 1),
    )


def skill_names(cohort: Cohort) -> list[str]:
    """The skills that the cohort's programme asks about, in its order."""
    skills = Skill.objects.filter(programme=cohort.programme_id).order_by("order", "name")
    return list(skills.values_list("name", flat=True))


def read_upload(upload: PeopleImport) -> Reading:
    """What every line of the upload would do to the cohort as it is now."""
    cohort, chosen = upload.cohort, upload.mapping
    places = list(Participant.objects.filter(cohort=cohort).select_related("user", "organisation"))
    reading = read_rows(
        unpacked(upload.table),
        chosen.get("columns", {}),
        skill_names(cohort),
        _known_people(cohort, places),
        _known_organisations(),
        same_organisations=chosen.get("same", {}),
        defaults={SECTOR: chosen["sector"]} if chosen.get("sector") else None,
    )
    named = {place.user.email for place in places if place.user.last_login is not None}
    mentors = Mentor.objects.filter(cohort=cohort, left_at=None)
    mentoring = frozenset(mentors.values_list("user__email", flat=True))
    lines = (_refuse_mentor(_keep_own_name(line, named), mentoring) for line in reading.lines)
    return replace(reading, lines=tuple(lines))


def digest_of(reading: Reading) -> str:
    """A short print of what would be done: another one means that the cohort changed since the preview."""
    doing = [
        [line.number, line.outcome, sorted(line.values.items()), [[c.field, c.old, c.new] for c in line.changes]]
        for line in reading.lines
    ]
    return hashlib.sha256(json.dumps(doing, default=str).encode()).hexdigest()[:16]


def places_after(cohort: Cohort, reading: Reading) -> list[SidePlaces]:
    """For each side, the people it would have once the new lines are in, beside its places."""
    there = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE).values_list("side", flat=True)
    count = Counter(there)
    count.update(
        cohort.side_of(str(line.values.get(SECTOR) or "")) for line in reading.lines if line.outcome is Outcome.NEW
    )
    places = {Side.PUBLIC: cohort.places_public, Side.PRIVATE: cohort.places_private}
    return [SidePlaces(side.value, count[side.value], number) for side, number in places.items()]


def _known_people(cohort: Cohort, places: Iterable[Participant]) -> list[KnownPerson]:
    levels: dict[int, dict[str, Value]] = {}
    rows = ParticipantSkill.objects.filter(participant__cohort=cohort)
    for pk, name, level in rows.values_list("participant_id", "skill__name", "level"):
        levels.setdefault(pk, {})[SKILL + name] = level
    return [KnownPerson(place.user.email, _values(place) | levels.get(place.pk, {})) for place in places]


def _values(place: Participant) -> dict[str, Value]:
    attributes = {ATTRIBUTE + name: value for name, value in place.attributes.items()}
    return attributes | {
        EMAIL: place.user.email,
        FIRST_NAME: place.user.first_name,
        LAST_NAME: place.user.last_name,
        "organisation": place.organisation.name,
        SECTOR: place.organisation.sector,
        "job_title": place.job_title,
        "scheme": place.scheme,
        "region": place.region,
        "background": place.background,
        "years_experience": place.years_experience,
        "manager_name": place.manager_name,
        "manager_email": place.manager_email,
        "nominator_name": place.nominator_name,
        "nominator_email": place.nominator_email,
        "tags": tuple(sorted(place.tags)),
    }


def _known_organisations() -> list[KnownOrganisation]:
    rows = Organisation.objects.order_by("name").values_list("name", "sector", "short_name")
    return [KnownOrganisation(name, sector, short) for name, sector, short in rows]


def _keep_own_name(line: Line, named: set[str]) -> Line:
    """Who has signed in is called what they say themselves: the file does not rename them."""
    if line.email not in named or not any(change.field in NAMES for change in line.changes):
        return line
    changes = tuple(change for change in line.changes if change.field not in NAMES)
    message = say(_("The name in the file is another one. This person has signed in and keeps their own name."))
    remark = Remark("OWN_NAME", FIRST_NAME, message, lines=(line.number,))
    same = line.outcome is Outcome.CHANGED and not changes
    outcome = Outcome.SAME if same else line.outcome
    return replace(line, changes=changes, outcome=outcome, warnings=(*line.warnings, remark))


def _refuse_mentor(line: Line, mentoring: frozenset[str]) -> Line:
    """Nobody mentors in a cohort and takes part in it."""
    if line.email not in mentoring or line.outcome is not Outcome.NEW:
        return line
    message = say(_("This person mentors in the cohort."))
    remark = Remark("MENTORS", EMAIL, message, say(_("Take the line out, or end the mentoring first.")), (line.number,))
    return replace(line, outcome=Outcome.PROBLEM, problems=(*line.problems, remark))
