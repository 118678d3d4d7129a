"""Verdicts as pages and exports ask for them, each in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from challenges.briefs.models import AllocationLine, Brief, published_lines
from challenges.verdicts.models import (
    MONTHS,
    FollowUp,
    Happened,
    OwnerVerdict,
    VerdictRules,
    VerdictVersion,
    newest_versions,
)
from challenges.verdicts.owed import owners_by_brief
from challenges.verdicts.times import are_open, due_on, is_out, opens_on
from cohorts.models import Cohort, Team
from core.models import User


@dataclass(frozen=True)
class Later:
    """One question months after the end: when it is due, and how it stands."""

    months: int
    due_on: date
    follow_up: FollowUp | None

    @property
    def is_owed(self) -> bool:
        """Whether it was asked and not answered."""
        return self.follow_up is not None and self.follow_up.answered_at is None

    @property
    def words(self) -> str:
        """What happened; that there is no answer; or nothing yet."""
        if self.follow_up is None:
            return ""
        return str(self.follow_up.get_happened_display()) if self.follow_up.answered_at else _("No answer")

    @property
    def look(self) -> str:
        """The look of its tag."""
        if self.is_owed:
            return "warn"
        good = (Happened.IN_USE, Happened.BUILDING, Happened.PARTS)
        return "good" if self.follow_up and self.follow_up.happened in good else "plain"


@dataclass(frozen=True)
class Row:
    """One team on one challenge, with the verdict as it stands and what was said later."""

    team: Team
    brief: Brief
    owners: Sequence[User] = ()
    verdict: OwnerVerdict | None = None
    version: VerdictVersion | None = None
    later: Sequence[Later] = field(default_factory=list)
    is_open: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether the verdict can be given and is not."""
        return self.is_open and self.version is None

    @property
    def has_draft(self) -> bool:
        """Whether its owner has begun to write."""
        return self.verdict is not None and self.version is None


def rows_of(cohort: Cohort, now: datetime) -> list[Row]:
    """Every team of the cohort that has a challenge, by number; five queries."""
    return rows_for(list(published_lines(cohort)), {cohort.pk: cohort}, now)


def rows_for(lines: Sequence[AllocationLine], cohorts: dict[int, Cohort], now: datetime) -> list[Row]:
    """The same of any lines; four queries, none of them once a line."""
    briefs = {line.brief_id for line in lines}
    if not briefs:
        return []
    owners = owners_by_brief(briefs)
    verdicts = {(row.brief_id, row.team_id): row for row in OwnerVerdict.objects.filter(brief__in=briefs)}
    versions = {row.verdict_id: row for row in newest_versions(OwnerVerdict.objects.filter(brief__in=briefs))}
    follow_ups = {(row.brief_id, row.team_id, row.months): row for row in FollowUp.objects.filter(brief__in=briefs)}
    days = {pk: [(months, due_on(one, months)) for months in MONTHS] for pk, one in cohorts.items()}
    is_open = {pk: are_open(one, now) for pk, one in cohorts.items()}

    def row(line: AllocationLine) -> Row:
        line.brief.cohort = cohorts[line.brief.cohort_id]
        verdict = verdicts.get((line.brief_id, line.team_id))
        later = [
            Later(months, on, follow_ups.get((line.brief_id, line.team_id, months)))
            for months, on in days[line.brief.cohort_id]
        ]
        for one in later:
            if one.follow_up:
                # Known already: no list asks for them once a row.
                one.follow_up.brief, one.follow_up.team = line.brief, line.team
        version = versions.get(verdict.pk) if verdict else None
        return Row(
            line.team, line.brief, owners.get(line.brief_id, []), verdict, version, later, is_open[line.brief.cohort_id]
        )

    return [row(line) for line in lines]


@dataclass(frozen=True)
class Sums:
    """The few figures over a cohort's verdicts, each with of how many."""

    teams: int
    given: int
    useful: int
    forward: int
    later: list[tuple[int, int, int, int]]


def sums_of(rows: Iterable[Row]) -> Sums:
    """Counted over what was said: who has said nothing is in no figure but the first."""
    rows = list(rows)
    versions = [row.version for row in rows if row.version]
    return Sums(
        teams=len(rows),
        given=len(versions),
        useful=sum(version.useful in ("VERY", "USEFUL") for version in versions),
        forward=sum(version.is_taken_forward for version in versions),
        later=[_later(rows, place, months) for place, months in enumerate(MONTHS)],
    )


def _later(rows: list[Row], place: int, months: int) -> tuple[int, int, int, int]:
    """Months; how many are in use, being built or used in part; how many answered; how many were asked."""
    asked = [row.later[place].follow_up for row in rows if row.later[place].follow_up]
    said = Counter(one.happened for one in asked if one and one.answered_at)
    alive = sum(said[name] for name in (Happened.IN_USE, Happened.BUILDING, Happened.PARTS))
    return months, alive, said.total(), len(asked)


def shows_teams(cohort: Cohort) -> bool:
    """Whether teams read a verdict without waiting for its owner."""
    return VerdictRules.objects.filter(cohort=cohort, shows_teams=True).exists()


def read_by_team(team: Team, now: datetime) -> VerdictVersion | None:
    """What the team may read of its verdict; nothing before the result is released (J-13); at most four queries."""
    if not is_out(team.cohort, now):
        return None
    lines = AllocationLine.objects.published().filter(team=team).values("brief")
    found = newest_versions(OwnerVerdict.objects.filter(team=team, brief__in=lines)).select_related(
        "verdict__brief__owner"
    )
    version = found.first()
    if version is None or not (version.verdict.shown_at or shows_teams(team.cohort)):
        return None
    return version


def history_of(verdict: OwnerVerdict) -> list[VerdictVersion]:
    """Every version, the newest first."""
    return list(verdict.versions.select_related("given_by").order_by("-number"))


def owed_since(cohort: Cohort) -> date:
    """Since when verdicts that are not given are owed."""
    return opens_on(cohort)
