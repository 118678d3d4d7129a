"""Who answers for a brief, and which briefs are out."""

from typing import Any

from django.db.models import Q

from challenges.briefs.models import Brief, BriefOwner
from challenges.briefs.workflow import BriefState
from core.access import Rule, holds, reach

OUT = (BriefState.PUBLISHED, BriefState.CLOSED)


def owned_ids(user: Any) -> frozenset[int]:
    """The briefs the person answers for."""
    return frozenset(BriefOwner.objects.filter(user=user).values_list("brief_id", flat=True))


def brief_owner(at: str = "") -> Rule:
    """Answers for the brief at the end of the path."""
    return holds("briefs.owned", owned_ids, on=Brief, at=at, words="the challenge owner")


def brief_is_out(at: str = "") -> Rule:
    """The brief at the end of the path has been published to teams."""
    path = f"{at}__state__in" if at else "state__in"
    return Rule(lambda user, obj: reach(obj, at).state in OUT, lambda user: Q(**{path: OUT}), "once it is published")
