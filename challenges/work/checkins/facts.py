"""What the engine is told of every team of a cohort, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, Min

from challenges.work.checkins import engine
from challenges.work.checkins.models import CheckIn, CheckInNeed, Mood, check_in_rules_of
from challenges.work.checkins.weeks import monday_of, sunday_of, week_at
from challenges.work.deadlines import times_by_pair
from challenges.work.models import DraftField, DraftFile, Milestone, Submission
from cohorts.models import Cohort, MentorAssignment, Team
from cohorts.programmes.models import WEEKS
from core.wiring import wired
from core.zones import today

Pairs = set[tuple[int, int]]


def teams_of(cohort: Cohort, now: datetime) -> list[tuple[Team, engine.Team]]:
    """Every team that has members, by its number, with what is known of it."""
    rows = Team.objects.filter(cohort=cohort, members__isnull=False).distinct().order_by("number")
    teams = list(rows)
    for team in teams:
        team.cohort = cohort
    known = _Known(cohort, teams, now) if teams else None
    return [(team, known.of(team)) for team in teams] if known else []


class _Known:
    """The rows of one cohort that facts are made of, each asked once."""

    def __init__(self, cohort: Cohort, teams: list[Team], now: datetime) -> None:
        self.cohort, self.zone, self.today = cohort, cohort.zone, today(cohort.zone, now)
        self.weeks = [
            engine.Week(number, monday_of(cohort, number), sunday_of(cohort, number))
            for number in range(1, min(week_at(cohort, now), WEEKS) + 1)
        ]
        on_since = check_in_rules_of(cohort).on_since
        self.asked_from = today(cohort.zone, on_since) if on_since else cohort.starts_on
        self.answered = self._answered()
        self.needs = self._needs()
        self.work = self._work(teams, now)
        self.acts = self._days("TEAM_ACTIVITY")
        self.heard = self._days("MENTOR_ACTIVITY")
        self.mentored = self._mentored()

    def of(self, team: Team) -> engine.Team:
        """What is known of one team."""
        since = max(today(self.zone, team.formed_at), self.cohort.starts_on)
        return engine.Team(
            today=self.today,
            since=since,
            # A week counts when the team and the check-in were there on its Monday.
            weeks=tuple(week for week in self.weeks if week.first >= max(since, self.asked_from)),
            answered=tuple(self.answered[team.pk]),
            needs=tuple(self.needs[team.pk]),
            work=tuple(self.work[team.pk]),
            acts=tuple(self.acts[team.pk]),
            mentored_since=self.mentored.get(team.pk),
            heard=tuple(day for _what, day in self.heard[team.pk]),
        )

    def _answered(self) -> dict[int, list[engine.Answered]]:
        rows = CheckIn.objects.filter(team__cohort=self.cohort).order_by()
        found: dict[int, list[engine.Answered]] = defaultdict(list)
        for team, week, worst in rows.values_list("team", "week").annotate(worst=Max("mood")):
            found[team].append(engine.Answered(week, worst == Mood.STUCK))
        return found

    def _needs(self) -> dict[int, list[date]]:
        rows = CheckInNeed.objects.filter(check_in__team__cohort=self.cohort, done_at=None).order_by("pk")
        return self._by_team(rows.values_list("check_in__team", "asked_at"))

    def _work(self, teams: list[Team], now: datetime) -> dict[int, list[engine.Work]]:
        milestones = [row for row in Milestone.objects.filter(cohort=self.cohort).in_order() if _has_begun(row, now)]
        times = times_by_pair(milestones, teams)
        done: Pairs = set(Submission.objects.filter(milestone__in=milestones).values_list("milestone_id", "team_id"))
        written = _written(milestones)
        found: dict[int, list[engine.Work]] = defaultdict(list)
        for (milestone, team), moments in times.items():
            title = next(row.title for row in milestones if row.pk == milestone)
            pair = milestone, team
            due = today(self.zone, moments.due_at)
            found[team].append(engine.Work(title, due, pair in written or pair in done, pair in done))
        return found

    def _days(self, name: str) -> dict[int, list[tuple[str, date]]]:
        """What every feature knows of each team, as days; a moment to come counts from when it comes."""
        found: dict[int, list[tuple[str, date]]] = defaultdict(list)
        for ask in wired(name):
            what, latest = ask(self.cohort)
            for team, at in latest.items():
                found[team].append((what, min(today(self.zone, at), self.today)))
        return found

    def _mentored(self) -> dict[int, date]:
        rows = MentorAssignment.objects.filter(team__cohort=self.cohort, mentor__left_at=None).order_by()
        first = rows.values_list("team").annotate(first=Min("assigned_at"))
        return {team: today(self.zone, at) for team, at in first}

    def _by_team(self, rows: Iterable[tuple[int, datetime]]) -> dict[int, list[date]]:
        found: dict[int, list[date]] = defaultdict(list)
        for team, at in rows:
            found[team].append(today(self.zone, at))
        return found


def _has_begun(milestone: Milestone, now: datetime) -> bool:
    return milestone.opens_at is None or milestone.opens_at <= now


def _written(milestones: list[Milestone]) -> Pairs:
    """Which (milestone, team) have a word or a file in their draft."""
    of_both = ("draft__milestone_id", "draft__team_id")
    texts = DraftField.objects.filter(draft__milestone__in=milestones).exclude(value="")
    files = DraftFile.objects.filter(draft__milestone__in=milestones)
    return set(texts.values_list(*of_both).distinct()) | set(files.values_list(*of_both).distinct())
