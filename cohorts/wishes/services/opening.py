"""Until when wishes are asked for, and when challenges are given."""

from datetime import datetime

from cohorts.programmes.models import BriefsGiven, Cohort
from cohorts.wishes.queries import OVER
from cohorts.wishes.services.refusals import CohortOver, TeamsAreOut, UntilIsPast
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def open_wishes(*, cohort: Cohort, until: datetime, by: User | None, now: datetime | None = None) -> Cohort:
    """Participants may send wishes until this moment; records wishes.opened; also moves the moment, or reopens."""
    now = zones.moment(now)
    held = _locked(cohort)
    if until <= now:
        raise UntilIsPast
    if held.wishes_until != until:
        held.wishes_until = until
        held.save(update_fields=["wishes_until"])
        record("wishes.opened", by=by, subject=held, cohort=held, now=now, until=until.isoformat())
    return held


@service
def close_wishes(*, cohort: Cohort, by: User | None, now: datetime | None = None) -> Cohort:
    """What was wished stands from now on; records wishes.closed; nothing where they are closed already."""
    now = zones.moment(now)
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.wishes_until is not None and held.wishes_until > now:
        held.wishes_until = now
        held.save(update_fields=["wishes_until"])
        record("wishes.closed", by=by, subject=held, cohort=held, now=now)
    return held


@service
def time_challenges(*, cohort: Cohort, given: str, by: User | None, now: datetime | None = None) -> Cohort:
    """Challenges are given with the teams, or after them; records challenges.timed where that is new."""
    held = _locked(cohort)
    if held.briefs_given != given:
        held.briefs_given = BriefsGiven(given).value
        held.save(update_fields=["briefs_given"])
        record("challenges.timed", by=by, subject=held, cohort=held, now=zones.moment(now), given=given)
    return held


def _locked(cohort: Cohort) -> Cohort:
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.state in OVER:
        raise CohortOver
    if held.teams.exists():
        raise TeamsAreOut
    return held
