"""Questions about check-ins that pages ask, each in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q

from challenges.work.checkins.engine import RULES, Rule
from challenges.work.checkins.models import CheckIn, CheckInNeed, EarlyWarning, Mood
from challenges.work.checkins.weeks import week_at
from cohorts.models import Cohort, Participant, Team
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import WEEKS

OPEN_NEED = Q(asked__isnull=False, asked__done_at=None)


@dataclass(frozen=True, slots=True)
class Said:
    """What one team said in one week, in numbers: the most worried answer, how many answered, open needs."""

    mood: int = 0
    answered: int = 0
    people: int = 0
    needs: int = 0


NOTHING = Said()


@dataclass(frozen=True)
class MapRow:
    """One team with every week so far, its warnings and its open needs."""

    key: str
    name: str
    number: int
    people: int
    weeks: dict[int, Said]
    warnings: list[EarlyWarning] = field(default_factory=list)

    @property
    def needs(self) -> int:
        """How many of its needs are open."""
        return sum(said.needs for said in self.weeks.values())

    def said(self, week: int) -> Said:
        """What was said in the week, or that nothing was."""
        return self.weeks.get(week) or Said(people=self.people)

    def order(self, latest: int) -> tuple[int, ...]:
        """Who needs help first: warnings, then how worried the latest answers are, then needs, then silence."""
        last = next((self.weeks[week] for week in range(latest, 0, -1) if week in self.weeks), NOTHING)
        level = sum(row.level for row in self.warnings)
        return (-len(self.warnings), -level, -last.mood, -self.needs, last.answered, self.number)


@dataclass(frozen=True)
class HeatMap:
    """All teams of a cohort, those that need help first, with the weeks that have begun."""

    latest: int
    rows: list[MapRow]

    @property
    def weeks(self) -> range:
        """The weeks that have begun."""
        return range(1, self.latest + 1)

    def total(self, week: int) -> Said:
        """The whole cohort's week: how many answered of how many, and open needs."""
        said = [row.said(week) for row in self.rows]
        return Said(0, sum(one.answered for one in said), sum(one.people for one in said), sum(s.needs for s in said))


def heat_map(cohort: Cohort, now: datetime) -> HeatMap:
    """The teams by weeks; three queries."""
    teams = Team.objects.filter(cohort=cohort).annotate(
        people=Count("members", filter=Q(members__participant__state=PlaceState.ACTIVE))
    )
    said, warned = _said(cohort), _warned(cohort, now)
    rows = [
        MapRow(key, name, number, people, said.get(pk, {}), warned.get(pk, []))
        for pk, key, name, number, people in teams.values_list("pk", "key", "name", "number", "people")
    ]
    latest = min(max(week_at(cohort, now), 0), WEEKS)
    return HeatMap(latest, sorted(rows, key=lambda row: row.order(latest)))


def _said(cohort: Cohort) -> dict[int, dict[int, Said]]:
    rows = CheckIn.objects.filter(team__cohort=cohort).order_by().values_list("team", "week")
    numbers = rows.annotate(
        worst=Max("mood"), answered=Count("pk"), people=Max("of_people"), needs=Count("pk", filter=OPEN_NEED)
    )
    found: dict[int, dict[int, Said]] = defaultdict(dict)
    for team, week, worst, answered, people, needs in numbers:
        found[team][week] = Said(worst, answered, max(people, answered), needs)
    return found


def _warned(cohort: Cohort, now: datetime) -> dict[int, list[EarlyWarning]]:
    found: dict[int, list[EarlyWarning]] = defaultdict(list)
    for row in shown_warnings(cohort, now):
        found[row.team_id].append(row)
    return found


def shown_warnings(cohort: Cohort, now: datetime) -> list[EarlyWarning]:
    """The warnings that are shown, the teams by their number, each team's most urgent rule first."""
    rows = EarlyWarning.objects.shown(now).filter(team__cohort=cohort).select_related("team__cohort")
    order = [rule.value for rule in Rule]
    return sorted(rows, key=lambda row: (row.team.number, order.index(row.rule)))


def mentors_warnings(team: Team, now: datetime) -> list[EarlyWarning]:
    """What the team's mentors may see, where the cohort lets them: rules that look at work alone, at no check-in.

    Their facts name the team's own dates, more time included: those are not for mentors.
    """
    of_work = [rule.value for rule, text in RULES.items() if text.is_of_work]
    rows = EarlyWarning.objects.shown(now).filter(team=team, rule__in=of_work)
    return list(rows.select_related("team__cohort").order_by("pk"))


@dataclass(frozen=True)
class TeamWeek:
    """What was written in one week."""

    number: int
    check_ins: list[CheckIn]
    people: int


def weeks_of(team: Team, now: datetime, *, is_for_team: bool) -> list[TeamWeek]:
    """The weeks that have begun, the latest first, with what was written: all of it, or what is for the team."""
    rows = CheckIn.objects.filter(team=team).select_related("participant__user", "asked__owner")
    rows = rows.for_team() if is_for_team else rows
    found: dict[int, list[CheckIn]] = defaultdict(list)
    for row in rows.order_by("-mood", "participant__user__last_name", "participant__user__first_name", "pk"):
        found[row.week].append(row)
    people = Participant.objects.active().filter(membership__team=team).count()
    latest = min(max(week_at(team.cohort, now), 0), WEEKS)
    return [
        TeamWeek(week, found[week], max([people if not found[week] else 0, *(row.of_people for row in found[week])]))
        for week in range(latest, 0, -1)
    ]


def own_of(participant: Participant) -> list[CheckIn]:
    """What the person wrote, the latest week first."""
    return list(CheckIn.objects.filter(participant=participant).select_related("asked__owner").order_by("-week"))


def needs_of(cohort: Cohort) -> Any:
    """The needs of the cohort's check-ins, those nobody looks after first, then the oldest; done ones last."""
    rows = CheckInNeed.objects.filter(check_in__team__cohort=cohort)
    people = ("check_in__team__cohort", "check_in__participant__user", "owner", "done_by")
    return rows.select_related(*people).order_by(
        F("done_at").desc(nulls_first=True), F("owner").asc(nulls_first=True), "asked_at", "pk"
    )


def open_needs(cohort: Cohort) -> tuple[int, int]:
    """How many needs are open, and of how many of them nobody looks after; one query."""
    rows = CheckInNeed.objects.filter(check_in__team__cohort=cohort, done_at=None)
    found = rows.aggregate(all=Count("pk"), free=Count("pk", filter=Q(owner=None)))
    return found["all"], found["free"]


def mood_tag(mood: int) -> str:
    """The look of a mood's tag; never without its word."""
    return {Mood.WELL: "good", Mood.MOSTLY: "info", Mood.TROUBLE: "warn", Mood.STUCK: "bad"}[Mood(mood)]


def tagged(rows: list[CheckIn]) -> list[tuple[CheckIn, str]]:
    """Each check-in with the look of its mood."""
    return [(row, mood_tag(row.mood)) for row in rows]
