"""Access needs: given by the visitor, read only with a record, erased soon after the visit (P-05)."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from cohorts.visits.models import NEEDS_KEPT_DAYS, AccessNeed, Booking, Visit, consent_words
from cohorts.visits.services.errors import ConsentMissing, NoSeatHeld, VisitIsCancelled
from cohorts.visits.services.visits import lock_visit
from core import zones
from core.access import can
from core.audit.record import record
from core.models import User
from core.service import service


@service
def give_access_need(
    *, visit: Visit, text: str, agreed: bool, by: User, now: datetime | None = None
) -> AccessNeed | None:
    """The visitor's own need stands apart, with the words agreed to; empty erases; records no text."""
    now, visit = zones.moment(now), lock_visit(visit)
    if visit.is_cancelled:
        raise VisitIsCancelled
    booking = visit.bookings.held().filter(participant__user=by).first()
    if booking is None:
        raise NoSeatHeld
    if not text:
        _take_back(booking, by, now)
        return None
    if not agreed:
        raise ConsentMissing
    given = {"text": text, "consent": str(consent_words()), "given_at": now}
    need, _is_new = AccessNeed.objects.update_or_create(booking=booking, defaults=given)
    # Not in the history of the cohort or the visit: that somebody needs something is itself told to nobody (P-05).
    record("access_need.given", by=by, subject=need, now=now)
    return need


def _take_back(booking: Booking, by: User, now: datetime) -> None:
    gone, _rows = AccessNeed.objects.filter(booking=booking).delete()
    if gone:
        record("access_need.taken_back", by=by, subject=booking.visit.host, now=now)


@service
def read_access_needs(*, visit: Visit, by: User, now: datetime | None = None) -> list[AccessNeed]:
    """The needs of those who hold a seat, for host or organiser only; every reading records access_needs.read."""
    if not can(by, "visit.receive", visit):
        raise PermissionDenied
    held = AccessNeed.objects.filter(booking__in=visit.bookings.held())
    people = held.select_related("booking__participant__user", "booking__participant__organisation")
    needs = list(people.order_by("booking__participant__user__last_name", "pk"))
    record("access_needs.read", by=by, subject=visit, cohort=visit.cohort, now=now, needs=len(needs))
    return needs


def needs_due(now: datetime) -> "QuerySet[AccessNeed]":
    """The needs of visits that ended two weeks ago or were cancelled."""
    over = Q(booking__visit__ends_at__lte=now - timedelta(days=NEEDS_KEPT_DAYS))
    return AccessNeed.objects.filter(over | Q(booking__visit__cancelled_at__isnull=False))


@service
def erase_needs(*, now: datetime | None = None) -> int:
    """No need is left whose time is over; records access_needs.erased for each visit."""
    now = zones.moment(now)
    erased = 0
    due = set(needs_due(now).values_list("booking__visit_id", flat=True))
    for visit in Visit.objects.filter(pk__in=due).select_related("cohort").order_by("pk"):
        gone, _rows = AccessNeed.objects.filter(booking__visit=visit).delete()
        record("access_needs.erased", by=None, subject=visit, cohort=visit.cohort, now=now, needs=gone)
        erased += gone
    return erased
