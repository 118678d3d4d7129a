"""Who sits on a panel and who leads it."""

from typing import Any

from challenges.pitchdays.models import PanelSeat, PitchDay
from core.access import Rule, holds


def judged_ids(user: Any) -> frozenset[int]:
    """The pitch days on whose panel the person sits."""
    return frozenset(PanelSeat.objects.filter(user=user, left_at=None).values_list("pitch_day_id", flat=True))


def chaired_ids(user: Any) -> frozenset[int]:
    """The pitch days that the person chairs."""
    chairs = PanelSeat.objects.filter(user=user, left_at=None, is_chair=True)
    return frozenset(chairs.values_list("pitch_day_id", flat=True))


def judge(at: str = "") -> Rule:
    """Sits on the panel of the pitch day at the end of the path."""
    return holds("pitchdays.judged", judged_ids, on=PitchDay, at=at, words="a judge on the panel")


def chair(at: str = "") -> Rule:
    """Chairs the pitch day at the end of the path."""
    return holds("pitchdays.chaired", chaired_ids, on=PitchDay, at=at, words="the chair")


def is_chair(user: Any) -> bool:
    """Whether the person chairs any panel: a powerful role."""
    return bool(user.is_authenticated and chaired_ids(user))
