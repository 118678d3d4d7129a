"""Programme days: visits to host organisations, bookings, access needs."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, Organisation, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHY = "to receive the visitors"


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
    capacity = models.PositiveSmallIntegerField(_("seats"))
    is_published = models.BooleanField(_("open for booking"), default=False)
    cancelled_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(("title", "summary", "town", "address"), NOT_PERSONAL)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_ends_after_start")]

    def __str__(self) -> str:
        return self.title


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


class BookingState(models.TextChoices):
    """Whether the seat is held."""

    BOOKED = "BOOKED", _("booked")
    CANCELLED = "CANCELLED", _("cancelled")


class Attendance(models.TextChoices):
    """Whether the visitor came."""

    UNKNOWN = "UNKNOWN", _("not marked")
    CAME = "CAME", _("came")
    ABSENT = "ABSENT", _("did not come")


class Booking(Keyed):
    """One participant's seat on one visit."""

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
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["visit", "participant"], name="booking_once")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.visit}"


class AccessNeed(models.Model):
    """What a visitor needs on one visit: apart from everything else, read with a record, erased soon after (P-05)."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="need")
    text = models.TextField(_("access or dietary needs"), max_length=500)
    given_at = models.DateTimeField()

    PRIVACY = {
        "booking": personal(Privacy.SENSITIVE, Keep.VISIT, 14, purpose="to receive this visitor on this visit"),
        "text": personal(Privacy.SENSITIVE, Keep.VISIT, 14, purpose="to receive this visitor on this visit"),
    }

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return "access need"
