"""Which mentors advise which team: one from each side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cohorts.people.models import Mentor
from cohorts.teams.models import MentorAssignment, Team
from cohorts.teams.services.refusals import MentorGone, NotOfThisCohort, SideTaken
from core import zones
from core.audit.record import record
from core.errors import Changed
from core.models import User
from core.service import service


@dataclass(frozen=True)
class Choice:
    """Who shall advise a team from one side, and who did so when the page was opened; None is nobody."""

    team: Team
    side: str
    mentor: Mentor | None
    before: Mentor | None


@service
def assign_mentor(*, team: Team, mentor: Mentor, by: User | None, now: datetime | None = None) -> MentorAssignment:
    """The mentor advises the team; records mentor.assigned; refused while the team has one from that side."""
    now = zones.moment(now)
    team = _locked(team)
    if mentor.cohort_id != team.cohort_id:
        raise NotOfThisCohort
    if mentor.left_at is not None:
        raise MentorGone
    if _held(team, mentor.side) is not None:
        raise SideTaken
    held = MentorAssignment.objects.create(team=team, mentor=mentor, assigned_at=now)
    facts: dict[str, Any] = {"person": mentor.user.name, "side": str(mentor.side)}
    record("mentor.assigned", by=by, subject=team, cohort=team.cohort, now=now, **facts)
    return held


@service
def unassign_mentor(*, team: Team, mentor: Mentor, by: User | None, now: datetime | None = None) -> None:
    """The mentor no longer advises the team; records mentor.unassigned; nothing when they did not."""
    team = _locked(team)
    gone, _rows = MentorAssignment.objects.filter(team=team, mentor=mentor).delete()
    if gone:
        facts: dict[str, Any] = {"person": mentor.user.name, "side": str(mentor.side)}
        record("mentor.unassigned", by=by, subject=team, cohort=team.cohort, now=zones.moment(now), **facts)


@service
def choose_mentors(*, choices: Sequence[Choice], by: User | None, now: datetime | None = None) -> int:
    """Every team has the chosen mentors; how many changed; refused whole when somebody else was quicker."""
    changed = [choice for choice in choices if choice.mentor != choice.before]
    for choice in sorted(changed, key=lambda choice: choice.team.pk):
        held = _held(_locked(choice.team), choice.side)
        if (held.mentor if held else None) != choice.before:
            raise Changed
        if choice.before is not None:
            unassign_mentor(team=choice.team, mentor=choice.before, by=by, now=now)
        if choice.mentor is not None:
            assign_mentor(team=choice.team, mentor=choice.mentor, by=by, now=now)
    return len(changed)


def _locked(team: Team) -> Team:
    return Team.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=team.pk)


def _held(team: Team, side: str) -> MentorAssignment | None:
    """Who advises the team from this side now; mentors who left do not count."""
    held = MentorAssignment.objects.filter(team=team, mentor__side=side, mentor__left_at=None)
    return held.select_related("mentor").first()
