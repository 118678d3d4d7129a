"""Questions about teams' meetings that pages of several rooms ask, each in a constant number of queries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from challenges.work.rooms.models import MeetingAnswer, MeetingSlot, TeamMeeting
from challenges.work.rooms.workflow import MeetingState
from cohorts.models import Cohort, Team

# The longest meeting: what began before so long is over.
LONGEST = timedelta(hours=4)


def ahead(now: datetime) -> Q:
    """Which meetings are still to come, or are on, or have a time to be found."""
    is_fixed = Q(state=MeetingState.FIXED, starts_at__gt=now - LONGEST)
    return is_fixed | Q(state=MeetingState.ASKING)


def meetings_of(teams: Iterable[Team], user: Any, now: datetime) -> list[TeamMeeting]:
    """The teams' meetings ahead, by time, then those without one; each with `asks_me`: whether it asks this
    person, and `waits`: whether they have yet to say something to one of its times. One query.
    """
    asked = MeetingSlot.objects.filter(meeting=OuterRef("pk"), starts_at__gt=now)
    said = MeetingAnswer.objects.filter(slot=OuterRef("pk"), user=user.pk)
    silent = asked.filter(~Exists(said))
    member = Q(team__members__participant__user=user.pk, team__members__participant__state="ACTIVE")
    rows = TeamMeeting.objects.filter(ahead(now), team__in=[team.pk for team in teams])
    mine = TeamMeeting.objects.filter(Q(mentors__user=user.pk) | member, pk=OuterRef("pk"))
    rows = rows.annotate(waits=Exists(silent), asks_me=Exists(mine)).select_related("team__cohort")
    found = [row for row in rows if row.state == MeetingState.ASKING or not row.is_over(now)]
    return sorted(found, key=lambda row: (row.starts_at is None, row.starts_at or row.proposed_at, row.pk))


def fixed_by_day(cohort: Cohort) -> "QuerySet[TeamMeeting, Any]":
    """When each team of the cohort meets, in order: the moment and the team's name."""
    rows = TeamMeeting.objects.filter(team__cohort=cohort, state=MeetingState.FIXED)
    return rows.order_by("starts_at", "pk").values_list("starts_at", "team__name")
