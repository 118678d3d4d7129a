"""This week of a participant or mentor: what there is to do, and with whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.choosing.queries import standing_of
from challenges.briefs.models import published_lines
from challenges.briefs.workflow import BriefState
from challenges.models import AllocationLine, Brief, Milestone, Submission, TeamMeeting
from challenges.work.checkins.models import CheckIn, check_in_rules_of
from challenges.work.checkins.weeks import closes_at, is_open
from challenges.work.deadlines import times_by_pair
from challenges.work.engine.times import Times
from challenges.work.feedback.parts import Task as Owed
from challenges.work.feedback.parts import tasks_of, to_read
from challenges.work.feedback.workflow import Role
from challenges.work.offers.queries import TeamTimes, times_of
from challenges.work.queries import teams_followed
from challenges.work.rooms.queries import meetings_of
from cohorts.models import Booking, Cohort, CohortWeek, Participant, Team, Visit, WishAnswer
from cohorts.people.listing import missing_words
from cohorts.programmes.models import WEEKS
from cohorts.programmes.workflow import CohortState
from cohorts.teams.listing import TeamRow, rows_of
from cohorts.wishes.queries import are_open
from core import zones

# Work that is due so soon stands on the page; what is further off stands with the milestones.
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Task:
    """One thing to do, as the list shows it; `act` is the big button when it comes first."""

    title: str
    url: str
    note: str = ""
    state: str = "todo"
    side: str = ""
    act: str = ""
    at: datetime | None = None


class MyWeek:
    """One person's week in one cohort: every row asked once, in a constant number of queries."""

    def __init__(self, cohort: Cohort, user: Any, now: datetime | None = None) -> None:
        self.cohort, self.user = cohort, user
        self.now = zones.moment(now)
        self.today = zones.today(cohort.zone, self.now)
        self.number = cohort.week_on(self.today)

    def link(self, name: str, *args: Any) -> str:
        """The address of one of the person's pages of the cohort."""
        return reverse(f"my:{name}", args=[self.cohort.slug, *args])

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to do any more."""
        return self.number > WEEKS or self.cohort.state in (CohortState.COMPLETED, CohortState.CANCELLED)

    @cached_property
    def week(self) -> CohortWeek | None:
        """The week of the cohort that today lies in."""
        return self.cohort.weeks.filter(number=self.number).first()

    @cached_property
    def place(self) -> Participant | None:
        """The person's own place; mentors have none."""
        rows = Participant.objects.active().with_people().filter(cohort=self.cohort, user=self.user)
        found: Participant | None = rows.first()
        return found

    @cached_property
    def rows(self) -> list[TeamRow]:
        """The person's own team, and the teams they mentor."""
        return rows_of(teams_followed(self.cohort, self.user))

    @cached_property
    def own(self) -> TeamRow | None:
        """The team the person works in."""
        place = self.place
        if place is None:
            return None
        return next((row for row in self.rows if any(person.pk == place.pk for person in row.people)), None)

    @cached_property
    def lines(self) -> dict[int, AllocationLine]:
        """What the teams work on, once that is published."""
        found = published_lines(self.cohort).filter(team__in=[row.team.pk for row in self.rows])
        return {line.team_id: line for line in found} if self.rows else {}

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The milestones that are open, owed, or due soon."""
        rows = Milestone.objects.filter(cohort=self.cohort, due_at__lte=self.now + AHEAD)
        return list(rows.in_order()) if self.rows else []

    @cached_property
    def handed_in(self) -> set[tuple[int, int]]:
        """Which (milestone, team) of these have something handed in."""
        rows = Submission.objects.filter(milestone__in=self.milestones, team__in=[row.team.pk for row in self.rows])
        return set(rows.values_list("milestone_id", "team_id")) if self.milestones else set()

    @cached_property
    def own_times(self) -> dict[tuple[int, int], Times]:
        """The moments of these milestones for the own team, which knows of its extension; a mentor does not (D-07)."""
        return times_by_pair(self.milestones, [self.own.team]) if self.own else {}

    @cached_property
    def comments(self) -> list[tuple[str, str, int]]:
        """The own team's work with open comments: key, milestone, how many."""
        return to_read(self.cohort, self.own.team) if self.own else []

    @cached_property
    def owed_feedback(self) -> list[Owed]:
        """What the person was asked for as a mentor."""
        if all(row is self.own for row in self.rows):
            return []
        return tasks_of(self.user, self.now, Role.MENTOR, self.cohort)

    def times(self, milestone: Milestone, team: Team) -> Times:
        """The moments that the person knows of for this team."""
        return self.own_times.get((milestone.pk, team.pk), milestone.times)

    @cached_property
    def owner_times(self) -> TeamTimes:
        """The own team's times with the owner of its challenge; not asked before it has one."""
        line = self.lines.get(self.own.team.pk) if self.own else None
        return times_of(line.team, line.brief_id, self.now) if line else TeamTimes([], 0)

    @cached_property
    def meetings(self) -> list[TeamMeeting]:
        """The teams' meetings ahead that ask the person."""
        found = meetings_of([row.team for row in self.rows], self.user, self.now) if self.rows else []
        return [meeting for meeting in found if meeting.asks_me]  # type: ignore[attr-defined]

    @cached_property
    def visits(self) -> list[Any]:
        """The programme days ahead that are open for booking."""
        rows = Visit.objects.with_seats().going_ahead().filter(cohort=self.cohort, is_published=True)
        return list(rows.filter(ends_at__gt=self.now).in_order()) if self.place else []

    @cached_property
    def seats(self) -> set[int]:
        """The visits on which the person holds a seat."""
        rows = Booking.objects.held().filter(participant=self.place, visit__in=self.visits)
        return set(rows.values_list("visit_id", flat=True)) if self.visits else set()

    @cached_property
    def to_rank(self) -> int:
        """How many challenges the own team can choose from; none once they are given out."""
        if self.own is None or self.lines or published_lines(self.cohort).exists():
            return 0
        return Brief.objects.filter(cohort=self.cohort, state=BriefState.PUBLISHED).count()

    @cached_property
    def choosing(self) -> Any:
        """How the own team chooses, as far as this page needs to know; nothing where there is nothing to choose."""
        team: Team | None = self.own.team if self.own else None
        place = self.place
        return standing_of(team, place, self.now) if team and place and self.to_rank else None

    @cached_property
    def missing(self) -> str:
        """What the person has not said of themselves, while it can still help to form teams."""
        if self.place is None or self.own is not None:
            return ""
        return missing_words(self.place, has_skills=self.place.skills.exists())

    @cached_property
    def asks_for_wishes(self) -> bool:
        """Whether the person may say now what they wish before teams are formed."""
        return self.place is not None and are_open(self.cohort, self.now)

    @cached_property
    def has_wished(self) -> bool:
        """Whether the person has said what they wish."""
        return WishAnswer.objects.filter(participant=self.place).exists()

    @cached_property
    def check_in_until(self) -> datetime | None:
        """Until when the person is asked how this week goes; nothing where there is nothing to answer."""
        is_running = self.cohort.state == CohortState.RUNNING and is_open(self.cohort, self.number, self.now)
        if not is_running or self.own is None or not check_in_rules_of(self.cohort).is_on:
            return None
        return closes_at(self.cohort, self.number)

    @cached_property
    def has_checked_in(self) -> bool:
        """Whether the person has said how this week goes."""
        return CheckIn.objects.filter(participant=self.place, week=self.number).exists()

    @property
    def heading(self) -> str:
        """The week's theme, or where the cohort is when no week is on."""
        if self.is_over:
            return _("The twelve weeks are over")
        if self.week is not None:
            return self.week.title
        return _("Before the first week")
