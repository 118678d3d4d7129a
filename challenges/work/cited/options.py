"""What a team may cite: days that are over or have begun, who received it there, and its mentors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.models import Team, Visit
from cohorts.visits.models import Attendance, Booking, VisitHost
from core.models import User

OTHER = "other"


@dataclass(frozen=True)
class Option:
    """One thing that can be cited; `value` is what a form sends."""

    value: str
    label: str
    visit: Visit | None = None
    person: User | None = None
    organisation: str = ""
    was_there: bool = True


def days_attended(team: Team) -> set[int]:
    """The days on which somebody of the team had a seat and was not marked as absent."""
    seats = Booking.objects.held().filter(participant__in=team.members.values("participant"))
    return set(seats.exclude(attendance=Attendance.ABSENT).values_list("visit_id", flat=True))


def options_for(team: Team, now: datetime) -> dict[str, list[Option]]:
    """What the team may cite, by heading; four queries."""
    days = list(
        Visit.objects.going_ahead()
        .filter(cohort=team.cohort_id, is_published=True, starts_at__lte=now)
        .select_related("host")
        .in_order()
    )
    there = days_attended(team)
    seen = [day for day in days if day.pk in there]
    found = {
        _("Programme days your team was at"): [_day(day, was_there=True) for day in seen],
        _("Who received you there"): _hosts(seen),
        _("Your mentors"): _mentors(team),
        _("Programme days nobody of your team was at"): [
            _day(day, was_there=False) for day in days if day.pk not in there
        ],
        _("Anybody else"): [Option(OTHER, _("Somebody else whom you met"))],
    }
    return {heading: options for heading, options in found.items() if options}


def option_of(team: Team, now: datetime, value: str) -> Option | None:
    """What the value stands for, as long as the team may cite it."""
    rows: Iterable[Option] = (option for options in options_for(team, now).values() for option in options)
    return next((option for option in rows if option.value == value), None)


def _day(visit: Visit, *, was_there: bool) -> Option:
    words = {"day": visit.title, "host": visit.host.name}
    label = _("%(day)s, at %(host)s") % words
    return Option(f"day-{visit.key}", label, visit=visit, organisation=visit.host.name, was_there=was_there)


def _hosts(seen: list[Visit]) -> list[Option]:
    if not seen:
        return []
    days = {visit.pk: visit for visit in seen}
    rows = VisitHost.objects.filter(visit__in=seen).select_related("user").order_by("visit__starts_at", "pk")
    return [_host(row, days[row.visit_id]) for row in rows]


def _host(row: VisitHost, visit: Visit) -> Option:
    words = {"name": row.user.name, "host": visit.host.name, "day": visit.title}
    label = _("%(name)s, %(host)s (%(day)s)") % words
    return Option(f"host-{row.pk}", label, visit=visit, person=row.user, organisation=visit.host.name)


def _mentors(team: Team) -> list[Option]:
    rows: Any = (
        team.mentors.filter(mentor__left_at=None).select_related("mentor__user", "mentor__organisation").order_by("pk")
    )
    return [
        Option(
            f"mentor-{row.mentor.key}",
            _("%(name)s, %(host)s") % {"name": row.mentor.user.name, "host": row.mentor.organisation.name},
            person=row.mentor.user,
            organisation=row.mentor.organisation.name,
        )
        for row in rows
    ]
