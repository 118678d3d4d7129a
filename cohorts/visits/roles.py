"""Who receives a visit."""

from typing import Any

from django.db.models import Q

from cohorts.visits.models import Visit, VisitHost
from core.access import Rule, holds


def hosted_ids(user: Any) -> frozenset[int]:
    """The visits the person receives."""
    return frozenset(VisitHost.objects.filter(user=user).values_list("visit_id", flat=True))


def visit_host(at: str = "") -> Rule:
    """Receives the visit at the end of the path."""
    return holds("visits.hosted", hosted_ids, on=Visit, at=at, words="a host of the visit")


def visit_is_open() -> Rule:
    """The visit has been opened for booking."""
    return Rule(
        lambda user, obj: obj.is_published,
        lambda user: Q(is_published=True),
        "once it is open for booking",
    )
