"""Scorecards: a judge's sheet for one team, and its scores."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.judging.workflow import SCORECARD, CardState
from challenges.pitchdays.models import Criterion, PanelSeat, PitchDay, PitchSlot
from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed
from core.privacy import Keep, Privacy, personal


class Scorecard(Keyed):
    """A judge's sheet for one team; the revision tells two devices apart."""

    VISIBLE = "scorecard.view"
    WORKFLOW = SCORECARD
    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="scorecards")
    slot = models.ForeignKey(PitchSlot, models.PROTECT, related_name="scorecards")
    state = models.CharField(_("state"), max_length=10, choices=CardState, default=CardState.DRAFT)
    notes = models.TextField(_("notes"), max_length=4000, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    PRIVACY = {
        "notes": personal(
            Privacy.ORGANISER,
            Keep.COHORT,
            365,
            purpose="the judge's own notes, for the chair",
        )
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["seat", "slot"], name="scorecard_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.slot.team}"

    @property
    def pitch_day(self) -> PitchDay:
        """The slot's day."""
        return self.slot.pitch_day

    @property
    def cohort(self) -> Cohort:
        """The slot's cohort."""
        return self.slot.pitch_day.cohort


class Score(models.Model):
    """The value on one criterion."""

    card = models.ForeignKey(Scorecard, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(_("score"))
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")

    PRIVACY = {
        "reason": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="why a judge gave the lowest or highest level")
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["card", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.value}"


class Device(models.Model):
    """A phone or tablet on which a judge scores: when it was last heard of, and how much it has not sent yet."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="devices")
    key = models.CharField(max_length=64)
    waiting = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField()

    PRIVACY = {
        "key": personal(Privacy.SECRET, Keep.COHORT, 30, purpose="to tell two devices of one judge apart"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["seat", "key"], name="device_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.seen_at}"
