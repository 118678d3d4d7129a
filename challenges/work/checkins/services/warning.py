"""Early warnings: raised, changed and ended by the engine; set aside by organisers; told to them once."""

from datetime import datetime, timedelta

from challenges.work.checkins.engine import Limits, Warned, warnings
from challenges.work.checkins.facts import teams_of
from challenges.work.checkins.models import EarlyWarning, SetAside, check_in_rules_of
from challenges.work.checkins.services.errors import ReasonMissing, WarningOver
from cohorts.models import Cohort, Team
from cohorts.programmes.workflow import CohortState
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.models import User
from core.service import service

MOST_ASIDE = 28


@service
def look_at(*, cohort: Cohort, now: datetime | None = None) -> int:
    """Every warning of the cohort is as its facts are now; records early_warning.raised, .worse and .ended; how many.

    The same facts again change nothing. Whatever changed is done by the site itself, not by who asked for it.
    """
    now = zones.moment(now)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    rows = EarlyWarning.objects.open().filter(team__cohort=cohort).select_related("team__cohort").order_by("pk")
    # Locked: who sets one aside meanwhile waits, and is not written over.
    standing = {(row.team_id, row.rule): row for row in rows.select_for_update(of=("self",))}
    changed = 0
    for team, warned in _found(cohort, now):
        changed += _keep(standing.pop((team.pk, warned.rule.value), None), team, warned, now)
    for row in standing.values():
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        record("early_warning.ended", by=None, subject=row, cohort=cohort, now=now)
    return changed + len(standing)


def _found(cohort: Cohort, now: datetime) -> list[tuple[Team, Warned]]:
    limits: Limits = check_in_rules_of(cohort).limits
    if cohort.state != CohortState.RUNNING or not limits:
        return []
    return [(team, warned) for team, facts in teams_of(cohort, now) for warned in warnings(facts, limits)]


def _keep(row: EarlyWarning | None, team: Team, warned: Warned, now: datetime) -> int:
    """The row says what the engine says; 1 where it is new or louder."""
    values = {
        "level": warned.level,
        "since": warned.since,
        "title": warned.title.as_json(),
        "facts": [fact.as_json() for fact in warned.facts],
    }
    if row is None:
        row = EarlyWarning(team=team, rule=warned.rule.value, raised_at=now, looked_at=now, **values)
        row.save()
        record("early_warning.raised", by=None, subject=row, cohort=team.cohort, now=now, rule=row.rule)
        return 1
    is_worse = warned.level > row.level
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in {**values, "looked_at": now}.items():
            setattr(row, name, value)
        row.save(update_fields=[*values, "looked_at"])
    if is_worse:
        record("early_warning.worse", by=None, subject=row, cohort=team.cohort, now=now, rule=row.rule)
    return int(is_worse)


@service
def set_aside(
    *, warning: EarlyWarning, reason: str, days: int, by: User, now: datetime | None = None, key: str = ""
) -> SetAside:
    """The warning is not shown for so many days, unless it gets worse; records early_warning.set_aside."""
    now = zones.moment(now)
    if not reason.strip():
        raise ReasonMissing

    def make() -> SetAside:
        held: EarlyWarning = EarlyWarning.objects.select_for_update(of=("self",)).get(pk=warning.pk)
        if held.ended_at is not None:
            raise WarningOver
        held.aside_until = now + timedelta(days=min(max(days, 1), MOST_ASIDE))
        held.aside_level = held.level
        held.save(update_fields=["aside_until", "aside_level"])
        record("early_warning.set_aside", by=by, subject=held, cohort=held.cohort, now=now, note=reason.strip()[:300])
        about = {"reason": reason.strip()[:300], "until": held.aside_until, "level": held.level}
        return SetAside.objects.create(warning=held, by=by, at=now, **about)

    return once(by=by, action="early_warning.set_aside", key=key, make=make)
