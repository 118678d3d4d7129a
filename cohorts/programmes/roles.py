"""Who runs programmes and cohorts."""

from typing import Any

from django.db.models import Q

from cohorts.programmes.models import Cohort, Programme, ProgrammeStaff
from core.access import NOTHING, Rule, fact, holds


def programme_ids(user: Any) -> frozenset[int]:
    """The programmes the person runs now."""
    return frozenset(ProgrammeStaff.objects.filter(user=user, ended_at=None).values_list("programme_id", flat=True))


def organised_ids(user: Any) -> frozenset[int]:
    """The cohorts of the programmes the person runs now."""
    running = Q(programme__staff__user=user, programme__staff__ended_at=None)
    return frozenset(Cohort.objects.filter(running).values_list("pk", flat=True))


def programme_organiser(at: str = "") -> Rule:
    """Runs the programme at the end of the path."""
    return holds("programmes.run", programme_ids, on=Programme, at=at, words="an organiser of the programme")


def organiser(at: str = "cohort") -> Rule:
    """Runs the cohort at the end of the path."""
    return holds("cohorts.organised", organised_ids, on=Cohort, at=at, words="an organiser of the cohort")


def is_organiser(user: Any) -> bool:
    """Whether the person runs any programme."""
    return bool(user.is_authenticated and user.is_active and fact(user, "programmes.run", programme_ids))


any_organiser = Rule(
    lambda user, obj: is_organiser(user),
    lambda user: NOTHING,
    "an organiser of any programme",
)
