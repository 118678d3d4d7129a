"""What must be true of programme days at any time."""

from cohorts.visits.models import Visit


def seats_within_capacity() -> list[str]:
    """No visit has more visitors than seats."""
    return [
        f"The visit {visit.key} has {visit.taken} visitors for {visit.capacity} seats."
        for visit in Visit.objects.with_seats().iterator()
        if visit.taken > visit.capacity
    ]
