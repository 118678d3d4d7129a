"""What other features' pages show of programme days, through the wiring."""

from django.db.models import Q
from django.utils.translation import ngettext

from cohorts.models import Cohort, Visit
from cohorts.visits.models import Attendance, Booking
from core import zones


def cohort_unfinished(cohort: Cohort, action: str) -> list[str]:
    """The days that are still ahead when a cohort ends, and those of which nobody knows who came."""
    if action not in ("complete", "cancel"):
        return []
    now = zones.now()
    ahead = Visit.objects.ahead(now).filter(cohort=cohort).count()
    over = Q(visit__ends_at__lte=now, visit__cancelled_at=None, attendance=Attendance.UNKNOWN)
    unmarked = Booking.objects.held().filter(over, visit__cohort=cohort).values("visit").distinct().count()
    told = []
    if ahead:
        words = ngettext(
            "%(count)s programme day is still ahead: cancel it, so that visitors and host are told.",
            "%(count)s programme days are still ahead: cancel them, so that visitors and hosts are told.",
            ahead,
        )
        told.append(words % {"count": ahead})
    if unmarked and action == "complete":
        words = ngettext(
            "Who came is not marked on %(count)s programme day.",
            "Who came is not marked on %(count)s programme days.",
            unmarked,
        )
        told.append(words % {"count": unmarked})
    return told
