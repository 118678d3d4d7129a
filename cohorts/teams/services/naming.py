"""What published teams are called and where they meet; a team may name itself until a date the organisers set."""

from datetime import datetime

from cohorts.programmes.models import Cohort
from cohorts.teams.models import Team
from cohorts.teams.services.refusals import DatePassed, NameMissing, NameTaken, NameTooLong, NamingOver, RoomTooLong
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service

LONGEST_NAME = 40
LONGEST_ROOM = 80


def may_name_itself(cohort: Cohort, now: datetime | None = None) -> bool:
    """Whether teams of the cohort may choose their names now."""
    return cohort.names_until is not None and zones.moment(now) < cohort.names_until


@service
def name_own_team(*, team: Team, name: str, by: User | None, now: datetime | None = None) -> Team:
    """The team is called what one of its members chose; records team.named; refused once the date has passed.

    The cohort is locked first: of two teams that take one name at once, one is told that it is taken.
    """
    now = zones.moment(now)
    name = name.strip()
    if not name:
        raise NameMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    cohort = Cohort.objects.select_for_update().get(pk=team.cohort_id)
    if not may_name_itself(cohort, now):
        raise NamingOver
    team = Team.objects.select_related("cohort").get(pk=team.pk)
    before = team.name
    if before == name:
        return team
    others = Team.objects.filter(cohort=cohort).exclude(pk=team.pk).values_list("name", flat=True)
    if name.casefold() in {other.casefold() for other in others}:
        raise NameTaken
    team.name = name
    team.save(update_fields=["name"])
    record("team.named", by=by, subject=team, cohort=cohort, now=now, before=before, after=name)
    return team


@service
def rename_team(*, team: Team, name: str, by: User | None, now: datetime | None = None) -> Team:
    """The team is called so; records team.renamed; nobody is told."""
    name = name.strip()
    if not name:
        raise NameMissing
    Cohort.objects.select_for_update().get(pk=team.cohort_id)
    team = Team.objects.select_related("cohort").get(pk=team.pk)
    before = team.name
    if before == name:
        return team
    if Team.objects.filter(cohort=team.cohort_id, name__iexact=name).exclude(pk=team.pk).exists():
        raise NameTaken
    team.name = name
    team.save(update_fields=["name"])
    record("team.renamed", by=by, subject=team, cohort=team.cohort, now=now, before=before, after=name)
    return team


@service
def change_team(*, team: Team, name: str, room: str, by: User, now: datetime | None = None) -> Team:
    """The team has this name and this room; records team.renamed and team.room_changed where they differ."""
    room = room.strip()
    if len(room) > LONGEST_ROOM:
        raise RoomTooLong(field="room")
    held = rename_team(team=team, name=name, by=by, now=now)
    if held.room != room:
        before, held.room = held.room, room
        held.save(update_fields=["room"])
        record("team.room_changed", by=by, subject=held, cohort=held.cohort, now=now, before=before, after=room)
    return held


@service
def set_names_until(*, cohort: Cohort, until: datetime | None, by: User, now: datetime | None = None) -> Cohort:
    """Teams may name themselves until then, or not at all; records teams.names_until_set unless it was so."""
    now = zones.moment(now)
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.names_until == until:
        return held
    if until is not None and until <= now:
        raise DatePassed
    held.names_until = until
    held.save(update_fields=["names_until"])
    event = "teams.names_until_set" if until else "teams.names_settled"
    record(event, by=by, subject=held, cohort=held, now=now, until=until.isoformat() if until else "")
    return held
