"""How often days and people were cited in what counts: the newest version of each team for each milestone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from challenges.work.cited.models import Citation
from challenges.work.models import Submission
from cohorts.models import Cohort, Team, Visit

DAY, HOST, SENTENCE = "day", "host", "sentence"
# How many sentences stand in a row of the tally itself.
SHOWN = 2


@dataclass(frozen=True)
class Counted:
    """A day, a host or a person, with what teams said of it."""

    name: str
    host: str
    citations: list[Citation]
    visit: Visit | None = None

    @property
    def at(self) -> datetime | None:
        """When the day was."""
        return self.visit.starts_at if self.visit else None

    @property
    def teams(self) -> int:
        """How many teams cite it."""
        return len({row.version.submission.team_id for row in self.citations})

    @property
    def times(self) -> int:
        """How often: a team counts once for each milestone."""
        return len({row.version.submission_id for row in self.citations})

    @property
    def first(self) -> list[Citation]:
        """The sentences that stand beside it."""
        return self.citations[:SHOWN]


def that_count(submissions: Any) -> Any:
    """What the newest versions of these submissions cite, by team."""
    newest = submissions.annotate(newest=Max("versions__pk")).values("newest")
    rows = Citation.objects.filter(version__in=newest)
    rows = rows.select_related("version__submission__team", "version__submission__milestone", "visit", "person")
    return rows.order_by("version__submission__team__number", "version__submission__milestone__due_at", "pk")


def cited_in(cohort: Cohort, *, milestone: str = "", day: str = "") -> list[Citation]:
    """What counts of the cohort's work, as far as organisers see it; one query."""
    submissions = Submission.objects.filter(milestone__cohort=cohort, milestone__is_for_organisers=True)
    if milestone:
        submissions = submissions.filter(milestone__key=milestone)
    rows = that_count(submissions)
    return list(rows.filter(visit__key=day) if day else rows)


def days_of(cohort: Cohort, now: datetime) -> list[Visit]:
    """The cohort's programme days that have begun, the first one first."""
    days = Visit.objects.going_ahead().filter(cohort=cohort, starts_at__lte=now)
    return list(days.select_related("host").in_order())


def by_day(days: Iterable[Visit], rows: list[Citation], known: Iterable[Visit]) -> list[Counted]:
    """Every day, also one that nobody cites; then others that are cited, and people met outside any day.

    A day that is not among the known ones, as when it was called off, has its name alone.
    """
    known_days = {day.pk: day for day in known}
    of_day = _grouped(rows, lambda row: row.visit_id)
    outside = of_day.pop(None, [])
    found = [Counted(day.title, day.host.name, of_day.pop(day.pk, []), day) for day in days]
    others = of_day.items()
    found += [Counted(said[0].day, said[0].organisation, said, known_days.get(pk)) for pk, said in others]
    people = _grouped(outside, lambda row: row.title.casefold())
    return [*found, *(Counted(said[0].title, said[0].organisation, said) for said in people.values())]


def by_host(days: Iterable[Visit], rows: list[Citation]) -> list[Counted]:
    """Every organisation that received a day or whose people were met."""
    names = {day.host.name.casefold(): day.host.name for day in days}
    found: dict[str, list[Citation]] = {name: [] for name in names}
    found |= _grouped(rows, lambda row: row.organisation.casefold())
    return [Counted(names.get(key) or said[0].organisation, "", said) for key, said in found.items()]


def _grouped(rows: Iterable[Citation], key: Callable[[Citation], Any]) -> dict[Any, list[Citation]]:
    found: dict[Any, list[Citation]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


SORTS: dict[str, dict[str, Callable[[Any], Any]]] = {
    DAY: {
        "when": lambda row: (row.at is None, row.at.timestamp() if row.at else 0),
        "name": lambda row: row.name.casefold(),
        "host": lambda row: row.host.casefold(),
        "teams": lambda row: row.teams,
        "times": lambda row: row.times,
    },
    HOST: {
        "name": lambda row: row.name.casefold(),
        "teams": lambda row: row.teams,
        "times": lambda row: row.times,
    },
    SENTENCE: {
        "number": lambda row: row.version.submission.team.number,
        "team": lambda row: row.version.submission.team.name.casefold(),
        "what": lambda row: row.title.casefold(),
        "milestone": lambda row: row.version.submission.milestone.due_at,
    },
}


@dataclass(frozen=True)
class Told:
    """A day as its host reads of it: how many teams cite it, and what they let the host read."""

    teams: int
    sentences: list[Citation]


def told_to_hosts(visits: Iterable[Visit]) -> dict[int, Told]:
    """What hosts read of each day that any team cites, by its id, without the teams' names; one query."""
    days = list(visits)
    if not days:
        return {}
    teams = Team.objects.filter(cohort__in={day.cohort_id for day in days})
    rows = list(that_count(Submission.objects.filter(team__in=teams)).filter(visit__in=days))
    found = _grouped(rows, lambda row: row.visit_id)
    return {pk: Told(Counted("", "", said).teams, [row for row in said if row.is_told]) for pk, said in found.items()}
