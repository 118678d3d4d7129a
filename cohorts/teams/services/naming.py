"""What published teams are called: a team may choose its own name until a date that the organisers set."""

from datetime import datetime

from cohorts.programmes.models import Cohort
from cohorts.teams.models import Team
from cohorts.teams.services.refusals import NameMissing, NameTaken, NameTooLong, NamingOver
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service

LONGEST_NAME = 40


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
