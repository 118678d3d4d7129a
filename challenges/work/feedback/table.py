"""The organisers' table of feedback: teams by milestones, in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import datetime

from challenges.work.feedback.models import FeedbackRequest, MarkSheet, WorkComment
from challenges.work.feedback.workflow import AskedState
from challenges.work.models import Milestone, Submission
from cohorts.models import Cohort, Team

WAITING, WITHOUT = "waiting", "without"


@dataclass
class Cell:
    """How it stands with feedback on one piece of work of a team; nothing handed in has no key."""

    milestone: Milestone
    key: str = ""
    people: set[int] = field(default_factory=set)
    comments: int = 0
    open: int = 0
    asked: int = 0
    since: datetime | None = None
    sheets: int = 0
    sheets_in: int = 0

    @property
    def is_without(self) -> bool:
        """Whether something is handed in and nobody has said anything of it."""
        return bool(self.key) and not self.comments


@dataclass(frozen=True)
class FeedbackRow:
    """One team with a cell for each milestone."""

    team: Team
    cells: list[Cell]

    @property
    def since(self) -> datetime | None:
        """Since when its oldest open request waits."""
        return min((cell.since for cell in self.cells if cell.since), default=None)

    @property
    def asked(self) -> int:
        """How many open requests it has."""
        return sum(cell.asked for cell in self.cells)

    @property
    def given(self) -> int:
        """How many comments it was given."""
        return sum(cell.comments for cell in self.cells)


def feedback_table(cohort: Cohort, milestones: list[Milestone]) -> list[FeedbackRow]:
    """Every team of the cohort by its number; five queries. What comments say is not in it, whoever they are for."""
    teams = list(Team.objects.filter(cohort=cohort).order_by("number"))
    cells: dict[tuple[int, int], Cell] = {}
    by_work: dict[int, Cell] = {}
    named = {milestone.pk: milestone for milestone in milestones}
    rows = Submission.objects.filter(milestone__in=milestones).values_list("pk", "milestone_id", "team_id", "key")
    for pk, milestone, team, key in rows:
        cells[milestone, team] = by_work[pk] = Cell(named[milestone], key)
    _fill(by_work, milestones)
    return [
        FeedbackRow(team, [cells.get((milestone.pk, team.pk)) or Cell(milestone) for milestone in milestones])
        for team in teams
    ]


def _fill(cells: dict[int, Cell], milestones: list[Milestone]) -> None:
    at = "version__submission"
    of_these = {f"{at}__milestone__in": milestones}
    said = WorkComment.objects.standing().threads().filter(**of_these)
    for pk, author, settled_at in said.values_list(at, "author_id", "settled_at"):
        cells[pk].comments += 1
        cells[pk].open += settled_at is None
        cells[pk].people.add(author)
    asked = FeedbackRequest.objects.filter(**of_these, state=AskedState.ASKED)
    for pk, asked_at in asked.values_list(at, "asked_at"):
        cells[pk].asked += 1
        cells[pk].since = min(filter(None, [cells[pk].since, asked_at]))
    sheets = MarkSheet.objects.filter(**{f"round__{name}": value for name, value in of_these.items()})
    for pk, handed_in_at in sheets.values_list(f"round__{at}", "handed_in_at"):
        cells[pk].sheets += 1
        cells[pk].sheets_in += handed_in_at is not None


def filtered(rows: list[FeedbackRow], *, state: str, words: str) -> list[FeedbackRow]:
    """The teams whose name holds the words, and that wait for feedback or have work without any."""

    def fits(row: FeedbackRow) -> bool:
        if state == WAITING:
            return row.asked > 0
        return state != WITHOUT or any(cell.is_without for cell in row.cells)

    return [row for row in rows if words.casefold() in row.team.name.casefold() and fits(row)]


def ordered(rows: list[FeedbackRow], asked: str) -> list[FeedbackRow]:
    """The rows by team, by how much they were given, or by the oldest wait; a dash turns the order round."""
    name = asked.removeprefix("-")
    found = list(rows)
    if name == "team":
        found.sort(key=lambda row: row.team.name.casefold())
    elif name == "given":
        found.sort(key=lambda row: row.given)
    elif name == "waiting":
        found.sort(key=lambda row: (row.since is None, row.since and row.since.timestamp()))
    return found[::-1] if asked.startswith("-") else found
