"""Who answers for the challenge of a team, and to whom a milestone shows the work."""

from typing import Any

from django.db.models import Q

from challenges.briefs.models import AllocationLine
from cohorts.models import Team
from core.access import Rule, holds, reach


def owned_team_ids(user: Any) -> frozenset[int]:
    """The teams that work on a challenge of which the person is an owner now."""
    lines = AllocationLine.objects.published().filter(brief__owners__user=user)
    return frozenset(lines.values_list("team_id", flat=True))


def team_owner(at: str = "team") -> Rule:
    """Answers for the challenge that the team at the end of the path works on."""
    return holds("work.owned_teams", owned_team_ids, on=Team, at=at, words="the owner of the team's challenge")


def shown_to(audience: str, at: str = "milestone") -> Rule:
    """The milestone at the end of the path shows the work to mentors, owners or organisers."""
    field = f"is_for_{audience}"
    path = f"{at}__{field}"
    return Rule(
        lambda user, obj: bool(getattr(reach(obj, at), field)),
        lambda user: Q(**{path: True}),
        f"where the milestone is for {audience}",
    )
