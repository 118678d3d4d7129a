"""What becomes of somebody's seats when they leave the cohort."""

from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.models import Participant
from cohorts.visits.models import Booking, BookingState, Visit
from cohorts.visits.services.seats import free_seat
from cohorts.visits.services.waiting import stop_waiting
from core import zones
from core.models import User
from core.service import service

HELD_OR_WAITING = (BookingState.BOOKED, BookingState.WAITING)


@service
def free_seats(*, participant: Participant, by: User | None, now: datetime | None = None) -> int:
    """The person's seats on visits ahead are free and they wait for none; the number of seats, each recorded."""
    now = zones.moment(now)
    theirs = Visit.objects.ahead(now).filter(
        cohort=participant.cohort, bookings__participant=participant, bookings__state__in=HELD_OR_WAITING
    )
    # In one order everywhere, so that two people who leave at once cannot wait for each other.
    locked = {
        visit.pk: visit for visit in theirs.order_by("pk").select_for_update(of=("self",)).select_related("cohort")
    }
    theirs_now = Booking.objects.filter(participant=participant, visit__in=locked, state__in=HELD_OR_WAITING)
    freed = 0
    for booking in theirs_now.order_by("visit_id"):
        booking.visit = locked[booking.visit_id]
        freed += booking.is_held
        (stop_waiting if booking.is_waiting else free_seat)(booking, by, now)
    return freed


def leaving_effects(*, participant: Participant) -> list[str]:
    """One sentence for each seat that leaving would free."""
    held = Booking.objects.held().filter(participant=participant, visit__in=Visit.objects.ahead(zones.now()))
    return [
        _("The seat on “%(visit)s” becomes free.") % {"visit": booking.visit.title}
        for booking in held.select_related("visit").order_by("visit__starts_at")
    ]
