"""Who runs programmes and cohorts."""

from typing import Any

from cohorts.programmes.models import Cohort, Programme, ProgrammeStaff
from core.access import NOTHING, Rule, fact, holds


def programme_ids(user: Any) -> frozenset[int]:
    """The programmes the person runs now."""
    return frozenset(programme for programme, _cohort in _run(user))


def organised_ids(user: Any) -> frozenset[int]:
    """The cohorts of the programmes the person runs now."""
    return frozenset(cohort for _programme, cohort in _run(user) if cohort is not None)


def _run(user: Any) -> list[tuple[int, int | None]]:
    """Programmes with their cohorts: one query for two facts that nearly every page of organisers asks for."""
    return fact(user, "programmes.run_now", _ask)


def _ask(user: Any) -> list[tuple[int, int | None]]:
    rows = ProgrammeStaff.objects.filter(user=user, ended_at=None)
    return list(rows.values_list("programme_id", "programme__cohorts"))


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
