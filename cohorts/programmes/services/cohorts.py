"""Starting a cohort from a programme, and changing what it is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Cohort, CohortWeek, Programme, Side, default_sides
from cohorts.programmes.services.programmes import WeekPlan, WeeksIncomplete, change_weeks
from cohorts.programmes.slugs import free_slug
from cohorts.programmes.workflow import CohortState
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import Sector, User
from core.service import service
from core.wiring import wired

BEFORE_THE_START = (CohortState.DRAFT, CohortState.RECRUITING, CohortState.FORMING)
MOST_PLACES = 1000


class CohortNameTaken(Refused):
    """Another cohort of the programme has this name."""

    message = _("Another cohort of this programme has this name.")
    field = "name"


class NotAMonday(Refused):
    """Weeks start on Mondays."""

    message = _("A cohort starts on a Monday.")
    field = "starts_on"


class UnknownZone(Refused):
    """The zone is none that clocks know."""

    message = _("Choose a time zone from the list.")
    field = "zone"


class PlacesWrong(Refused):
    """A cohort needs room for a team, and has an end."""

    message = _("A cohort has places for at least one team, and for at most a thousand people.")
    field = "places_public"


class SizesWrong(Refused):
    """A team has at least two people, and its largest size is no less than its smallest."""

    message = _("A team has at least two people; the largest size is no smaller than the smallest.")
    field = "team_size_max"


class AlreadyStarted(Refused):
    """The dates and the zone stand once the twelve weeks run."""

    message = _("The twelve weeks have started: the first day and the zone stand.")
    field = "starts_on"


@service
def start_cohort(
    *,
    programme: Programme,
    name: str,
    starts_on: date,
    zone: str = "Europe/London",
    places_public: int = 19,
    places_private: int = 19,
    team_size_min: int = 5,
    team_size_max: int = 6,
    by: User | None,
    key: str = "",
    now: datetime | None = None,
) -> Cohort:
    """A draft cohort exists with its twelve dated weeks and what each feature adds; records cohort.created."""
    facts = {
        "name": name,
        "starts_on": starts_on,
        "zone": zone,
        "places_public": places_public,
        "places_private": places_private,
        "team_size_min": team_size_min,
        "team_size_max": team_size_max,
    }
    moment = zones.moment(now)
    return once(by=by, action="cohort.start", key=key, make=lambda: _start(programme, facts, by, moment))


def _start(programme: Programme, facts: dict[str, Any], by: User | None, now: datetime) -> Cohort:
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    _refuse_wrong(facts)
    _refuse_taken(programme, facts["name"])
    try:
        with transaction.atomic():
            cohort = Cohort.objects.create(
                programme=programme, slug=free_slug(Cohort, facts["name"]), made_at=now, **facts
            )
    except IntegrityError as error:
        raise CohortNameTaken from error
    _date_weeks(cohort)
    record("cohort.created", by=by, subject=cohort, cohort=cohort, now=now, starts_on=cohort.starts_on.isoformat())
    for hook in wired("START_COHORT"):
        hook(cohort=cohort, by=by, now=now)
    return cohort


def _date_weeks(cohort: Cohort) -> None:
    CohortWeek.objects.bulk_create(
        CohortWeek(
            cohort=cohort,
            number=week.number,
            title=week.title,
            summary=week.summary,
            with_whom=week.with_whom,
            starts_on=monday(cohort, week.number),
        )
        for week in cohort.programme.weeks.all()
    )


def monday(cohort: Cohort, number: int) -> date:
    """The Monday of one of the cohort's weeks."""
    return cohort.starts_on + timedelta(weeks=number - 1)


def _refuse_taken(programme: Programme, name: str, but: int = 0) -> None:
    if Cohort.objects.filter(programme=programme, name__iexact=name).exclude(pk=but).exists():
        raise CohortNameTaken


def _refuse_wrong(facts: Mapping[str, Any]) -> None:
    if facts["starts_on"].weekday() != 0:
        raise NotAMonday
    if facts["zone"] not in zones.zone_names():
        raise UnknownZone
    if not 2 <= facts["team_size_min"] <= facts["team_size_max"]:
        raise SizesWrong
    places = facts["places_public"] + facts["places_private"]
    if min(facts["places_public"], facts["places_private"]) < 0 or not facts["team_size_min"] <= places <= MOST_PLACES:
        raise PlacesWrong


def _sides(given: Mapping[str, str] | None, now: Mapping[str, str]) -> dict[str, str]:
    """The side of every sector: the public and the private one are fixed, the others can be chosen."""
    fixed: dict[str, str] = {Sector.PUBLIC: Side.PUBLIC.value, Sector.PRIVATE: Side.PRIVATE.value}
    chosen = {sector: side for sector, side in (given or {}).items() if sector in Sector.values and side in Side.values}
    return {**default_sides(), **now, **chosen, **fixed}


@service
def edit_cohort(
    *,
    cohort: Cohort,
    by: User | None,
    sides: Mapping[str, str] | None = None,
    now: datetime | None = None,
    **facts: Any,
) -> Cohort:
    """The cohort has these facts; moving the first day moves every week and what hangs on it; records cohort.edited.

    Facts are those of start_cohort; what is not given stays.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    before = {name: getattr(cohort, name) for name in FACTS}
    after = {**before, **{name: facts[name] for name in FACTS if name in facts}, "sides": _sides(sides, cohort.sides)}
    if after == before:
        return cohort
    _refuse_wrong(after)
    _refuse_taken(cohort.programme, after["name"], but=cohort.pk)
    is_moved = (after["starts_on"], after["zone"]) != (before["starts_on"], before["zone"])
    if is_moved and cohort.state not in BEFORE_THE_START:
        raise AlreadyStarted
    for name, value in after.items():
        setattr(cohort, name, value)
    cohort.save(update_fields=[*FACTS])
    changed = {name: [_plain(before[name]), _plain(after[name])] for name in FACTS if before[name] != after[name]}
    record("cohort.edited", by=by, subject=cohort, cohort=cohort, now=zones.moment(now), changed=changed)
    if is_moved:
        _move_dates(cohort, (after["starts_on"] - before["starts_on"]).days, before["zone"], by, zones.moment(now))
    return cohort


FACTS = (
    "name",
    "starts_on",
    "zone",
    "places_public",
    "places_private",
    "team_size_min",
    "team_size_max",
    "sides",
)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _move_dates(cohort: Cohort, days: int, old_zone: str, by: User | None, now: datetime) -> None:
    weeks = list(cohort.weeks.all())
    for week in weeks:
        week.starts_on = monday(cohort, week.number)
    CohortWeek.objects.bulk_update(weeks, ["starts_on"])
    for hook in wired("MOVE_COHORT"):
        hook(cohort=cohort, days=days, old_zone=old_zone, by=by, now=now)


@service
def edit_cohort_weeks(
    *, cohort: Cohort, weeks: Sequence[WeekPlan], by: User | None, now: datetime | None = None
) -> list[int]:
    """The cohort's weeks have these themes; records cohort.weeks_edited with the numbers that changed."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    rows = list(CohortWeek.objects.filter(cohort=cohort).order_by("number"))
    if not rows:
        raise WeeksIncomplete
    changed = change_weeks(rows, weeks)
    if changed:
        CohortWeek.objects.bulk_update(rows, ["title", "summary", "with_whom"])
        record("cohort.weeks_edited", by=by, subject=cohort, cohort=cohort, now=zones.moment(now), weeks=changed)
    return changed
