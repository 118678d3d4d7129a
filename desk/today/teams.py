"""The teams this week: sectors, work handed in, seats on the next programme day, mentors, challenge."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.models import AllocationLine, Milestone
from cohorts.programmes.models import Side
from cohorts.teams.listing import TeamRow
from core.templatetags.moments import short_day
from desk.ground import Ground
from desk.today.items import link


@dataclass(frozen=True)
class TeamLine:
    """One team as the table shows it."""

    name: str
    url: str
    public: int
    private: int
    state: str
    words: str
    done: int
    asked: int
    seats: str
    mentors: str
    brief: str

    @property
    def cells(self) -> list[Any]:
        """The row of the download."""
        return [
            self.name,
            self.public,
            self.private,
            self.words,
            self.done,
            self.asked,
            self.seats,
            self.mentors,
            self.brief,
        ]


def focus(ground: Ground) -> Milestone | None:
    """The milestone that the week turns on: the next one due, else the last."""
    ahead = [milestone for milestone in ground.milestones if milestone.due_at >= ground.now]
    return ahead[0] if ahead else ground.milestones[-1] if ground.milestones else None


def headings(ground: Ground) -> list[str]:
    """The headings of the download."""
    milestone, visit = focus(ground), ground.next_visit
    return [
        _("Team"),
        _("Public sector"),
        _("Private sector"),
        milestone.title if milestone else _("Milestone"),
        _("Milestones handed in"),
        _("Milestones due so far"),
        _("Seats on %(visit)s") % {"visit": visit.title} if visit else _("Seats"),
        _("Mentors"),
        _("Challenge"),
    ]


def team_lines(ground: Ground) -> list[TeamLine]:
    """Every team of the cohort by its number."""
    lines = {line.team_id: line for line in ground.lines}
    return [_line(ground, row, lines.get(row.team.pk)) for row in ground.teams]


def _line(ground: Ground, row: TeamRow, given: AllocationLine | None) -> TeamLine:
    state, words = _standing(ground, row)
    return TeamLine(
        name=row.team.name,
        url=link(ground, "team", row.team.key),
        public=row.public,
        private=row.private,
        state=state,
        words=words,
        done=sum((milestone.pk, row.team.pk) in ground.handed_in for milestone in ground.milestones),
        asked=sum(milestone.due_at < ground.now for milestone in ground.milestones),
        seats=_seats(ground, row),
        mentors=_mentors(row),
        brief=given.brief.title if given else "",
    )


def _standing(ground: Ground, row: TeamRow) -> tuple[str, str]:
    """How the team stands with the milestone that the week turns on."""
    milestone = focus(ground)
    if milestone is None:
        return "", ""
    if (milestone.pk, row.team.pk) in ground.handed_in:
        return "good", _("Handed in")
    if milestone.due_at < ground.now:
        return "bad", _("Late")
    return "plain", _("Due %(day)s") % {"day": short_day(milestone.due_at, ground.cohort)}


def _seats(ground: Ground, row: TeamRow) -> str:
    if ground.next_visit is None:
        return ""
    held = sum(person.pk in ground.seats for person in row.people)
    return _("%(held)s of %(all)s") % {"held": held, "all": len(row.people)}


def _mentors(row: TeamRow) -> str:
    sides = {str(mentor.side) for mentor in row.mentors}
    if len(sides) == len(Side):
        return _("Both")
    if not sides:
        return _("None")
    return _("One, %(side)s") % {"side": Side(sides.pop()).label}
