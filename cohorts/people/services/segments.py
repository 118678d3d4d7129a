"""The groups of people that an organiser may write to."""

from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Mentor, Participant
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort, Side
from core.models import User

Segment = tuple[str, object, list[User]]


def segments(cohort: Cohort) -> list[Segment]:
    """All participants, those of each side, and all mentors, as they are now."""
    active = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE)
    places = active.select_related("user").order_by("pk")
    mentors = Mentor.objects.filter(cohort=cohort, left_at=None).select_related("user").order_by("pk")
    people = [(place.user, place.side) for place in places]
    return [
        ("participants", _("All participants"), [user for user, _side in people]),
        ("public", _("Participants from the public sector"), _of_side(people, Side.PUBLIC)),
        ("private", _("Participants from the private sector"), _of_side(people, Side.PRIVATE)),
        ("mentors", _("All mentors"), [mentor.user for mentor in mentors]),
    ]


def _of_side(people: list[tuple[User, str]], side: str) -> list[User]:
    return [user for user, own in people if own == side]
