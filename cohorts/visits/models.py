"""Programme days: visits to host organisations, bookings, access needs."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, Organisation, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHY = "to receive the visitors"
# Needs are erased this long after the visit (P-05); the declaration of their fields says the same.
NEEDS_KEPT_DAYS = 14


class BookingState(models.TextChoices):
    """Whether the seat is held, waited for or let go."""

    BOOKED = "BOOKED", _("booked")
    WAITING = "WAITING", _("on the waiting list")
    CANCELLED = "CANCELLED", _("cancelled")


class Attendance(models.TextChoices):
    """Whether the visitor came."""

    UNKNOWN = "UNKNOWN", _("not marked")
    CAME = "CAME", _("came")
    ABSENT = "ABSENT", _("did not come")


class VisitQuerySet(ScopedQuerySet):
    """Questions about visits."""

    def with_seats(self) -> "VisitQuerySet":
        """With the host and how many seats are taken, came and did not come, in one query."""
        held = Q(bookings__state=BookingState.BOOKED)
        return self.select_related("host").annotate(
            taken=Count("bookings", filter=held),
            came=Count("bookings", filter=held & Q(bookings__attendance=Attendance.CAME)),
            absent=Count("bookings", filter=held & Q(bookings__attendance=Attendance.ABSENT)),
        )

    def going_ahead(self) -> "VisitQuerySet":
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def ahead(self, now: datetime) -> "VisitQuerySet":
        """Those that have not begun and go ahead."""
        return self.going_ahead().filter(starts_at__gt=now)

    def in_order(self) -> "VisitQuerySet":
        """The soonest first."""
        return self.order_by("starts_at", "pk")


class Visit(Keyed):
    """One dated programme day at one host, with its seats."""

    VISIBLE = "visit.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="visits")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="visits")
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what visitors will see"), max_length=2000, blank=True, default="")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    town = models.CharField(_("town"), max_length=80, blank=True, default="")
    address = models.CharField(_("address and arrival"), max_length=400, blank=True, default="")
    bring = models.CharField(_("what to bring"), max_length=300, blank=True, default="")
    capacity = models.PositiveSmallIntegerField(_("seats"))
    is_published = models.BooleanField(_("open for booking"), default=False)
    cancelled_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(("title", "summary", "town", "address", "bring"), NOT_PERSONAL)
    objects = VisitQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_ends_after_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.cancelled_at is not None

    def has_begun(self, now: datetime) -> bool:
        """Whether visitors are there already, or were."""
        return now >= self.starts_at


class VisitHost(models.Model):
    """Somebody of the host organisation who receives the visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="hosts")
    user = models.ForeignKey(User, models.CASCADE, related_name="hosting")
    added_at = models.DateTimeField()

    PRIVACY = {"user": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY)}

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["visit", "user"], name="visit_host_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.visit}"


class BookingQuerySet(ScopedQuerySet):
    """Questions about bookings."""

    def held(self) -> "BookingQuerySet":
        """Those that hold a seat."""
        return self.filter(state=BookingState.BOOKED)

    def waiting(self) -> "BookingQuerySet":
        """Those that wait for a seat, first come first."""
        return self.filter(state=BookingState.WAITING).order_by("booked_at", "pk")

    def with_people(self) -> "BookingQuerySet":
        """With the visitor's name and organisation, by name."""
        people = self.select_related("participant__user", "participant__organisation")
        return people.order_by("participant__user__last_name", "participant__user__first_name", "pk")


class Booking(Keyed):
    """One participant's seat on one visit, or their place on its waiting list, since `booked_at`."""

    VISIBLE = "booking.view"
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="bookings")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="bookings")
    state = models.CharField(_("state"), max_length=10, choices=BookingState, default=BookingState.BOOKED)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    attendance = models.CharField(_("attendance"), max_length=8, choices=Attendance, default=Attendance.UNKNOWN)

    PRIVACY = {
        "participant": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "attendance": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to report on the cohort"),
    }
    objects = BookingQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["visit", "participant"], name="booking_once")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.visit}"

    @property
    def is_held(self) -> bool:
        """Whether it holds a seat."""
        return self.state == BookingState.BOOKED

    @property
    def is_waiting(self) -> bool:
        """Whether it is on the waiting list."""
        return self.state == BookingState.WAITING


def consent_words() -> str:
    """What a visitor agrees to when giving a need; kept with the need as it was said."""
    return gettext(
        "I agree that the host of this visit and the organisers read this, to receive me on this day. "
        "Every reading is recorded, and it is erased 14 days after the visit."
    )


class AccessNeed(models.Model):
    """What a visitor needs on one visit: apart from everything else, read with a record, erased soon after (P-05)."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="need")
    text = models.TextField(_("access or dietary needs"), max_length=500)
    consent = models.CharField(_("what the visitor agreed to"), max_length=400, default="")
    given_at = models.DateTimeField()

    PRIVACY = {
        "booking": personal(
            Privacy.SENSITIVE, Keep.VISIT, NEEDS_KEPT_DAYS, purpose="to receive this visitor on this visit"
        ),
        "text": personal(
            Privacy.SENSITIVE, Keep.VISIT, NEEDS_KEPT_DAYS, purpose="to receive this visitor on this visit"
        ),
        "consent": NOT_PERSONAL,
    }

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return "access need"
