"""The teams this week: sectors, work handed in, seats on the next programme day, mentors, challenge."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.models import Milestone
from cohorts.programmes.models import Side
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


def team_lines(ground: Ground, most: int | None = None) -> list[TeamLine]:
    """The teams of the cohort by their number, all or the first of them."""
    done = Counter(team for _milestone, team in ground.handed_in)
    return [_line(ground, team, done[team.pk]) for team in ground.teams[:most]]


def _line(ground: Ground, team: Any, done: int) -> TeamLine:
    state, words = _standing(ground, team)
    return TeamLine(
        name=team.name,
        url=link(ground, "team", team.key),
        public=team.public,
        private=team.people - team.public,
        state=state,
        words=words,
        done=done,
        asked=sum(milestone.due_at < ground.now for milestone in ground.milestones),
        seats=_("%(held)s of %(all)s") % {"held": team.seated, "all": team.people} if ground.next_visit else "",
        mentors=_mentors(team),
        brief=ground.lines.get(team.pk, ""),
    )


def _standing(ground: Ground, team: Any) -> tuple[str, str]:
    """How the team stands with the milestone that the week turns on."""
    milestone = focus(ground)
    if milestone is None:
        return "", ""
    if (milestone.pk, team.pk) in ground.handed_in:
        return "good", _("Handed in")
    if (milestone.pk, team.pk) in ground.extended:
        return "info", _("More time")
    if milestone.due_at < ground.now:
        return "bad", _("Late")
    return "plain", _("Due %(day)s") % {"day": short_day(milestone.due_at, ground.cohort)}


def _mentors(team: Any) -> str:
    sides = [side for side in Side if getattr(team, f"advised_{side.value}")]
    if len(sides) == len(Side):
        return _("Both")
    return _("One, %(side)s") % {"side": sides[0].label} if sides else _("None")
