"""Who takes part and who mentors."""

from typing import Any

from cohorts.people.models import Mentor, Participant
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from core.access import Rule, holds
from core.models import User


def joined_ids(user: Any) -> frozenset[int]:
    """The cohorts in which the person takes part now."""
    places = Participant.objects.filter(user=user, state=PlaceState.ACTIVE)
    return frozenset(places.values_list("cohort_id", flat=True))


def mentored_ids(user: Any) -> frozenset[int]:
    """The cohorts in which the person mentors now."""
    return frozenset(Mentor.objects.filter(user=user, left_at=None).values_list("cohort_id", flat=True))


def participant(at: str = "cohort") -> Rule:
    """Takes part in the cohort at the end of the path."""
    return holds("cohorts.joined", joined_ids, on=Cohort, at=at, words="a participant of the cohort")


def mentor(at: str = "cohort") -> Rule:
    """Mentors in the cohort at the end of the path."""
    return holds("cohorts.mentored", mentored_ids, on=Cohort, at=at, words="a mentor of the cohort")


def the_person(at: str = "user") -> Rule:
    """Is the very person at the end of the path."""
    return holds("self", lambda user: frozenset({user.pk}), on=User, at=at, words="the person")
