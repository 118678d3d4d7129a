"""Writing the confirmed lines of an import: few queries however many lines, one event for each person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cohorts.people.engine import Line, Outcome
from cohorts.people.engine.fields import ATTRIBUTE, FIRST_NAME, LAST_NAME, ORGANISATION, SECTOR, SKILL, TAGS, Value
from cohorts.people.engine.organisations import same_key
from cohorts.people.models import Participant, ParticipantSkill
from cohorts.people.services.accounts import find_or_make_organisation, rename_person
from cohorts.people.services.places import FACTS, edit_participant, new_place
from cohorts.programmes.models import Cohort
from cohorts.questions.models import Skill
from core.audit.record import record
from core.models import Organisation, User


@dataclass(frozen=True)
class Written:
    """What the import did: keys of the people who are new in the cohort, in the file's order."""

    added: list[str]


@dataclass
class Desk:
    """What every line needs at hand."""

    cohort: Cohort
    bodies: dict[str, Organisation]
    skills: dict[str, int]
    by: User | None
    now: datetime


def write_lines(*, cohort: Cohort, lines: Iterable[Line], by: User | None, now: datetime) -> Written:
    """The new and changed lines are rows of the cohort; called by confirm_import in its transaction."""
    doing = [line for line in lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]
    skills = dict(Skill.objects.filter(programme=cohort.programme_id).values_list("name", "pk"))
    desk = Desk(cohort, _organisations(doing, by, now), skills, by, now)
    added = _add([line for line in doing if line.outcome is Outcome.NEW], desk)
    _change([line for line in doing if line.outcome is Outcome.CHANGED], desk)
    return Written([place.key for place in added])


def facts_of(values: Mapping[str, Value], earlier: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a place among a line's values; other answers join those that were there."""
    facts: dict[str, Any] = {name: value for name, value in values.items() if name in FACTS}
    if TAGS in facts:
        facts[TAGS] = list(facts[TAGS])
    answers = {name.removeprefix(ATTRIBUTE): value for name, value in values.items() if name.startswith(ATTRIBUTE)}
    return facts | ({"attributes": {**earlier, **answers}} if answers else {})


def levels_of(values: Mapping[str, Value], skills: Mapping[str, int]) -> dict[int, int]:
    """The levels among a line's values, by the skill's id."""
    return {
        skills[name.removeprefix(SKILL)]: int(str(level))
        for name, level in values.items()
        if name.startswith(SKILL) and level is not None
    }


def _organisations(lines: Sequence[Line], by: User | None, now: datetime) -> dict[str, Organisation]:
    """Every organisation that the lines name, by its plain name; new ones are made."""
    known = {same_key(body.name): body for body in Organisation.objects.all()}
    for line in lines:
        name = str(line.values.get(ORGANISATION) or "")
        if name and same_key(name) not in known:
            sector = str(line.values.get(SECTOR) or "")
            known[same_key(name)] = find_or_make_organisation(name=name, sector=sector, by=by, now=now)
    return known


def _accounts(lines: Sequence[Line], desk: Desk) -> dict[str, User]:
    """The account of every address; new ones are made in one go, earlier ones keep their names."""
    addresses = [line.email for line in lines]
    known = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    fresh = [_account(line, desk.now) for line in lines if line.email not in known]
    # Somebody may make one of them this very moment: theirs stands then.
    User.objects.bulk_create(fresh, ignore_conflicts=True)
    keys = {user.key for user in fresh}
    people = {user.email: user for user in User.objects.filter(email__in=addresses)}
    for user in people.values():
        if user.key in keys:
            record("person.added", by=desk.by, subject=user, now=desk.now)
    return people


def _account(line: Line, now: datetime) -> User:
    first, last = (str(line.values.get(name) or "") for name in (FIRST_NAME, LAST_NAME))
    user = User(email=line.email, first_name=first, last_name=last, joined_at=now)
    user.set_unusable_password()
    return user


def _add(lines: Sequence[Line], desk: Desk) -> list[Participant]:
    people = _accounts(lines, desk)
    places = [
        new_place(
            desk.cohort,
            people[line.email],
            desk.bodies[same_key(str(line.values[ORGANISATION]))],
            facts_of(line.values, {}),
            desk.now,
        )
        for line in lines
    ]
    Participant.objects.bulk_create(places)
    held = [
        ParticipantSkill(participant=place, skill_id=skill, level=level)
        for line, place in zip(lines, places, strict=True)
        for skill, level in levels_of(line.values, desk.skills).items()
    ]
    ParticipantSkill.objects.bulk_create(held)
    for place in places:
        record("participant.joined", by=desk.by, subject=place, cohort=desk.cohort, now=desk.now, side=place.side)
    return places


def _change(lines: Sequence[Line], desk: Desk) -> None:
    found = Participant.objects.filter(cohort=desk.cohort, user__email__in=[line.email for line in lines])
    places = {place.user.email: place for place in found.select_related("user")}
    for line in lines:
        _change_one(places[line.email], {change.field: change.new for change in line.changes}, desk)


def _change_one(place: Participant, values: dict[str, Value], desk: Desk) -> None:
    if FIRST_NAME in values or LAST_NAME in values:
        first = str(values.get(FIRST_NAME, place.user.first_name) or "")
        last = str(values.get(LAST_NAME, place.user.last_name) or "")
        rename_person(user=place.user, first_name=first, last_name=last, by=desk.by, now=desk.now)
    body = desk.bodies[same_key(str(values[ORGANISATION]))] if values.get(ORGANISATION) else None
    levels = levels_of(values, desk.skills)
    edit_participant(
        participant=place,
        by=desk.by,
        organisation=body,
        levels=levels or None,
        now=desk.now,
        **facts_of(values, place.attributes),
    )
