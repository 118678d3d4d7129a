"""Times that suit a team, found in its members' free hours, each with who is free and who is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.work.rooms.engine.slots import Candidate, candidates
from challenges.work.rooms.models import TeamMeeting
from challenges.work.rooms.people import members_of
from challenges.work.rooms.shown import names
from challenges.work.rooms.workflow import MeetingState
from cohorts.models import Team, TeamMember
from core import zones


@dataclass(frozen=True)
class Offer:
    """One time with its reason: who is free then by the hours they gave."""

    at: datetime
    words: str


def suggest(team: Team, days: Iterable[date], minutes: int, now: datetime) -> list[Offer]:
    """The best times of these days that are still to come, in order; the team's own fixed meetings are left out."""
    listed = list(days)
    if not listed:
        return []
    members = members_of(team)
    free = {str(member.pk): member.participant.availability for member in members}
    zone = team.cohort.zone
    gone = _taken(team, listed) | _past(listed, zone, now)
    found = candidates(listed, minutes, free, gone)
    named = {str(member.pk): member for member in members}
    return [Offer(zones.wall(one.on, time(one.hour), zone), _words(one, named)) for one in found]


def _taken(team: Team, days: list[date]) -> set[tuple[date, int]]:
    """The hours of these days in which the team meets already, on the clocks of its cohort."""
    zone = team.cohort.zone
    # From noon to noon of the days around them: midnight is not there everywhere on the day the clocks change.
    around = (min(days) - timedelta(days=1), max(days) + timedelta(days=1))
    span = [zones.wall(day, time(12), zone) for day in around]
    held = TeamMeeting.objects.filter(team=team, state=MeetingState.FIXED, starts_at__range=span)
    hours: set[tuple[date, int]] = set()
    for starts_at, minutes in held.values_list("starts_at", "minutes"):
        assert starts_at is not None
        at, end = zones.local(starts_at, zone), zones.local(starts_at + timedelta(minutes=minutes), zone)
        hours |= {(at.date(), hour) for hour in range(at.hour, end.hour + (1 if end.minute else 0))}
    return hours


def _past(days: list[date], zone: str, now: datetime) -> set[tuple[date, int]]:
    """The hours that have begun, of today and of days before it."""
    here = zones.local(now, zone)
    return {(day, hour) for day in days for hour in range(24) if (day, hour) <= (here.date(), here.hour)}


def _words(one: Candidate, members: dict[str, TeamMember]) -> str:
    free, everybody = len(one.free), len(members)
    if not one.busy:
        return ngettext("You are free", "All %(count)s are free", everybody) % {"count": everybody}
    who = names([members[person].participant.user for person in one.busy])
    words = {"free": free, "all": everybody, "who": who}
    if len(one.busy) == 1:
        return _("%(free)s of %(all)s are free, %(who)s is not") % words
    return _("%(free)s of %(all)s are free, %(who)s are not") % words
