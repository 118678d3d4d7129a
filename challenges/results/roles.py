"""The second person: whom the chair named beside the signature, and an organiser beside the release."""

from typing import Any

from challenges.pitchdays.models import PitchDay
from challenges.results.models import Decision, ReleasePlan
from core.access import Rule, holds


def seconded_ids(user: Any) -> frozenset[int]:
    """The pitch days whose signed decision the person may approve or send back."""
    return frozenset(Decision.objects.filter(second=user).values_list("pitch_day_id", flat=True))


def release_ids(user: Any) -> frozenset[int]:
    """The planned releases that the person was asked to agree to."""
    return frozenset(ReleasePlan.objects.filter(second=user).values_list("pk", flat=True))


def second(at: str = "") -> Rule:
    """Was named to approve the decision of the pitch day at the end of the path."""
    return holds("results.seconded", seconded_ids, on=PitchDay, at=at, words="the second person beside the chair")


def release_second(at: str = "") -> Rule:
    """Was named to agree to the planned release at the end of the path."""
    words = "the second person beside the release"
    return holds("results.agreeing", release_ids, on=ReleasePlan, at=at, words=words)
