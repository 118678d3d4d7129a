"""What the addresses of this feature name."""

from cohorts.people.views.lookups import own_place_at
from cohorts.programmes.lookups import cohort_at
from cohorts.wishes.models import Topic
from core.access import found

topic_at = found(Topic, "cohort__programme", cohort="cohort__slug", key="key")

__all__ = ["cohort_at", "own_place_at", "topic_at"]
