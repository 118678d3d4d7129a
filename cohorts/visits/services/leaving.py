"""What becomes of somebody's seats when they leave the cohort."""

from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.models import Participant
from cohorts.visits.models import Booking, BookingState, Visit
from cohorts.visits.services.seats import free_seat
from core import zones
from core.models import User
from core.service import service


@service
def free_seats(*, participant: Participant, by: User | None, now: datetime | None = None) -> int:
    """The person's seats on visits still ahead are free; the number of them, each recorded as booking.cancelled."""
    now = zones.moment(now)
    theirs = Visit.objects.ahead(now).filter(
        cohort=participant.cohort, bookings__participant=participant, bookings__state=BookingState.BOOKED
    )
    # In one order everywhere, so that two people who leave at once cannot wait for each other.
    locked = {
        visit.pk: visit for visit in theirs.order_by("pk").select_for_update(of=("self",)).select_related("cohort")
    }
    held = list(Booking.objects.held().filter(participant=participant, visit__in=locked))
    for booking in held:
        booking.visit = locked[booking.visit_id]
        free_seat(booking, by, now)
    return len(held)


def leaving_effects(*, participant: Participant) -> list[str]:
    """One sentence for each seat that leaving would free."""
    held = Booking.objects.held().filter(participant=participant, visit__in=Visit.objects.ahead(zones.now()))
    return [
        _("The seat on “%(visit)s” becomes free.") % {"visit": booking.visit.title}
        for booking in held.select_related("visit").order_by("visit__starts_at")
    ]
