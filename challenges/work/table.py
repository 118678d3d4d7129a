"""The organisers' table of teams and milestones: one state in each cell, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.work.deadlines import times_by_pair
from challenges.work.models import Draft, Milestone, Submission
from challenges.work.queries import newest_versions
from cohorts.models import Cohort, Team

NOTHING, DRAFT, HANDED_IN, LATE, AGREED = "nothing", "draft", "handed_in", "late", "agreed"
# Words and look of each state; in the order in which they sort.
STATES: dict[str, tuple[Promise, str]] = {
    NOTHING: (_("Nothing yet"), "plain"),
    DRAFT: (_("Writing"), "info"),
    LATE: (_("Handed in late"), "warn"),
    HANDED_IN: (_("Handed in"), "good"),
    AGREED: (_("Agreed"), "good"),
}
ORDER = {state: place for place, state in enumerate(STATES)}


@dataclass(frozen=True)
class Cell:
    """How one team stands with one milestone."""

    milestone: Milestone
    state: str
    is_owed: bool
    submission: str = ""
    extended_to: datetime | None = None

    @property
    def words(self) -> Promise:
        """The state in words."""
        return STATES[self.state][0]

    @property
    def look(self) -> str:
        """The look of its tag: what is owed stands out."""
        return "bad" if self.is_owed else STATES[self.state][1]

    @property
    def icon(self) -> str | None:
        """A lock where it is fixed; else the tag's own sign."""
        return "lock" if self.state == AGREED else None


@dataclass(frozen=True)
class TableRow:
    """One team with a cell for each milestone."""

    team: Team
    cells: list[Cell]

    @property
    def owed(self) -> int:
        """How many milestones it owes."""
        return sum(cell.is_owed for cell in self.cells)

    @property
    def done(self) -> int:
        """How many it has handed in."""
        return sum(cell.state in (HANDED_IN, LATE, AGREED) for cell in self.cells)


def work_table(cohort: Cohort, milestones: list[Milestone], now: datetime) -> list[TableRow]:
    """Every team of the cohort by its number; five queries."""
    teams = list(Team.objects.filter(cohort=cohort).order_by("number"))
    times = times_by_pair(milestones, teams)
    drafts = set(Draft.objects.filter(milestone__in=milestones).values_list("milestone_id", "team_id"))
    submissions = {(row.milestone_id, row.team_id): row for row in Submission.objects.filter(milestone__in=milestones)}
    late = {version.submission_id for version in newest_versions(milestones) if version.is_late}

    def cell(milestone: Milestone, team: Team) -> Cell:
        pair = milestone.pk, team.pk
        submission, due_at = submissions.get(pair), times[pair].due_at
        extended_to = due_at if due_at > milestone.due_at else None
        if submission is None:
            state = DRAFT if pair in drafts else NOTHING
            return Cell(milestone, state, now >= due_at, extended_to=extended_to)
        state = AGREED if submission.agreed_at else LATE if submission.pk in late else HANDED_IN
        return Cell(milestone, state, is_owed=False, submission=submission.key, extended_to=extended_to)

    return [TableRow(team, [cell(milestone, team) for milestone in milestones]) for team in teams]


def sorted_rows(rows: list[TableRow], asked: str) -> list[TableRow]:
    """The rows by team, by how much is owed, or by one milestone's state; a dash turns the order round."""
    name = asked.removeprefix("-")
    found = list(rows)
    if name == "owed":
        found.sort(key=lambda row: row.owed)
    elif name == "team":
        found.sort(key=lambda row: row.team.name.casefold())
    elif name != "number":
        found.sort(key=lambda row: next((ORDER[cell.state] for cell in row.cells if cell.milestone.key == name), 0))
    return found[::-1] if asked.startswith("-") else found


def filtered_rows(rows: list[TableRow], *, milestone: str, state: str, words: str) -> list[TableRow]:
    """The teams that stand so with the milestone, or with any; and whose name holds the words."""

    def fits(cell: Cell) -> bool:
        is_here = not milestone or cell.milestone.key == milestone
        return is_here and (not state or cell.state == state or (state == "owed" and cell.is_owed))

    wanted = words.casefold()
    return [row for row in rows if wanted in row.team.name.casefold() and (any(map(fits, row.cells)) or not state)]
