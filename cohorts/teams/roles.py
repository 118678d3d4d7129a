"""Who belongs to a team and who mentors it."""

from typing import Any

from cohorts.people.workflow import PlaceState
from cohorts.teams.models import MentorAssignment, Team, TeamMember
from core.access import Rule, holds


def own_team_ids(user: Any) -> frozenset[int]:
    """The teams the person is in now."""
    mine = TeamMember.objects.filter(participant__user=user, participant__state=PlaceState.ACTIVE)
    return frozenset(mine.values_list("team_id", flat=True))


def mentored_team_ids(user: Any) -> frozenset[int]:
    """The teams the person mentors now."""
    mine = MentorAssignment.objects.filter(mentor__user=user, mentor__left_at=None)
    return frozenset(mine.values_list("team_id", flat=True))


def team_member(at: str = "team") -> Rule:
    """Is in the team at the end of the path."""
    return holds("teams.own", own_team_ids, on=Team, at=at, words="a member of the team")


def team_mentor(at: str = "team") -> Rule:
    """Mentors the team at the end of the path."""
    return holds("teams.mentored", mentored_team_ids, on=Team, at=at, words="a mentor of the team")
