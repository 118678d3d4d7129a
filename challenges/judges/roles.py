"""Whose seat it is."""

from challenges.pitchdays.models import PanelSeat
from core.access import Rule, holds
from core.models import User


def seat_holder(at: str = "") -> Rule:
    """Sits on the seat at the end of the path, and has not left it."""
    return holds("judges.seated", seated_ids, on=PanelSeat, at=at, words="the judge of the seat")


def seated_ids(user: User) -> frozenset[int]:
    """The seats that the person has now."""
    return frozenset(PanelSeat.objects.filter(user=user, left_at=None).values_list("pk", flat=True))
