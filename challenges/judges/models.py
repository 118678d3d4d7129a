"""A judge's link and its codes, the hand-over to a deputy, the practice pitch, and words from the desk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.judges.workflow import HAND_OVER, HandOverState
from challenges.pitchdays.models import Criterion, PanelSeat, PitchDay, PitchSlot
from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHY_LINK = "to let a judge in without a password, and nobody else"
WHY_DEPUTY = "to know who took over a judge's seat, and why"
WHY_DESK = "to run the day"


class SeatLink(models.Model):
    """The link of one seat: the address is signed, not stored; a higher version makes all earlier ones lead nowhere."""

    seat = models.OneToOneField(PanelSeat, models.CASCADE, related_name="link")
    version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.seat)


class SeatCode(models.Model):
    """A code that was mailed to a judge for a new device: six digits, kept as a keyed hash."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    PRIVACY = {"code_hash": personal(Privacy.SECRET, Keep.COHORT, 30, purpose=WHY_LINK)}

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.seat}, {self.made_at}"


class HandOver(Keyed):
    """A judge asks that somebody else takes the seat."""

    WORKFLOW = HAND_OVER
    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="hand_overs")
    state = models.CharField(_("state"), max_length=10, choices=HandOverState, default=HandOverState.ASKED)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail address"))
    title = models.CharField(_("title"), max_length=160, blank=True, default="")
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    new_seat = models.ForeignKey(PanelSeat, models.SET_NULL, null=True, related_name="+")

    PRIVACY = {
        "first_name": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DEPUTY),
        "last_name": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DEPUTY),
        "email": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DEPUTY),
        "title": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DEPUTY),
        "reason": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DEPUTY),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(state="ASKED"), name="hand_over_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.deputy}"

    @property
    def deputy(self) -> str:
        """The deputy's name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def cohort(self) -> Cohort:
        """The seat's cohort."""
        return self.seat.pitch_day.cohort


class PracticePitch(models.Model):
    """A made-up pitch that every judge scores before the day, with the real rubric; it never counts."""

    pitch_day = models.OneToOneField(PitchDay, models.CASCADE, related_name="practice")
    title = models.CharField(_("team"), max_length=80)
    text = models.TextField(_("what the judges read"), max_length=4000)
    changed_at = models.DateTimeField()

    PRIVACY = {"title": NOT_PERSONAL, "text": NOT_PERSONAL}

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return self.title


class PracticeSheet(models.Model):
    """One judge's practice; only the spread of all of them is ever shown."""

    pitch = models.ForeignKey(PracticePitch, models.CASCADE, related_name="sheets")
    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="practice_sheets")
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["pitch", "seat"], name="practice_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.pitch}"


class PracticeScore(models.Model):
    """The level chosen on one criterion, in practice."""

    sheet = models.ForeignKey(PracticeSheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="practice_score_once")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.value}"


class Nudge(models.Model):
    """A word from the desk to a judge: shown on the judge's page until it is put away."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="nudges")
    words = models.CharField(_("message"), max_length=200)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    is_mailed = models.BooleanField(_("also by mail"), default=False)
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    PRIVACY = {
        "words": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose=WHY_DESK),
        "by": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose=WHY_DESK),
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.seat}, {self.sent_at}"


class ReopenRequest(Keyed):
    """The desk asks the chair to open one sheet again; the chair alone decides."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="reopen_requests")
    slot = models.ForeignKey(PitchSlot, models.CASCADE, related_name="reopen_requests")
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)

    PRIVACY = {
        "reason": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DESK),
        "asked_by": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY_DESK),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["seat", "slot"], condition=Q(answered_at=None), name="reopen_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.slot.team}"

    @property
    def cohort(self) -> Cohort:
        """The slot's cohort."""
        return self.slot.pitch_day.cohort
