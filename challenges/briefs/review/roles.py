"""Who reviews a brief, and who checks its sensitivity."""

from typing import Any

from challenges.briefs.models import Brief, BriefVersion
from challenges.briefs.review.models import Review, SensitivityCheck
from core.access import Rule, holds


def reviewed_ids(user: Any) -> frozenset[int]:
    """The versions that the person reads, or has read, as a reviewer."""
    return frozenset(Review.objects.standing().filter(reviewer=user).values_list("version_id", flat=True))


def read_ids(user: Any) -> frozenset[int]:
    """The briefs of which the person reads, or has read, a version as a reviewer."""
    return frozenset(Review.objects.standing().filter(reviewer=user).values_list("version__brief_id", flat=True))


def checked_ids(user: Any) -> frozenset[int]:
    """The briefs whose sensitivity the person was asked to check."""
    return frozenset(SensitivityCheck.objects.filter(checker=user).values_list("brief_id", flat=True))


def reviewer(at: str = "version") -> Rule:
    """Reviews the version at the end of the path."""
    return holds("briefs.reviewed", reviewed_ids, on=BriefVersion, at=at, words="a reviewer of the version")


def brief_reviewer(at: str = "brief") -> Rule:
    """Reviews a version of the brief at the end of the path."""
    return holds("briefs.read", read_ids, on=Brief, at=at, words="a reviewer of the challenge")


def checker(at: str = "brief") -> Rule:
    """Was asked to check the brief at the end of the path."""
    return holds("briefs.checked", checked_ids, on=Brief, at=at, words="the named checker")
