"""What is removed of programme days when its time has come."""

from datetime import datetime, timedelta

from cohorts.programmes.models import WEEKS
from cohorts.visits import services
from cohorts.visits.models import Booking, VisitHost
from core.retention import Counts, erases

KEPT_AFTER_COHORT = timedelta(days=365)
# From a cohort's first day to the Friday of its last week.
RUN = timedelta(days=7 * WEEKS - 3)


@erases("cohorts.AccessNeed")
def needs(now: datetime, dry_run: bool) -> Counts:
    """Access needs are gone two weeks after their visit (P-05)."""
    number = services.needs_due(now).count() if dry_run else services.erase_needs(now=now)
    return [("access needs", number)]


@erases("cohorts.Booking", "cohorts.VisitHost")
def people(now: datetime, dry_run: bool) -> Counts:
    """Who visited and who received them is gone a year after the cohort."""
    before = now.date() - KEPT_AFTER_COHORT - RUN
    rows = [
        ("bookings", Booking.objects.filter(visit__cohort__starts_on__lt=before)),
        ("hosts of visits", VisitHost.objects.filter(visit__cohort__starts_on__lt=before)),
    ]
    counts = [(label, found.count()) for label, found in rows]
    if not dry_run:
        for _label, found in rows:
            found.delete()
    return counts
