"""Scorecards: a judge's sheet for one team, its scores and history, what came late, and what is opened again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.judging.workflow import LATE, REOPENING, SCORECARD, CardState, LateState, ReopeningState
from challenges.pitchdays.models import Criterion, PanelSeat, PitchDay, PitchSlot
from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

NOTE = 4000


class Scorecard(Keyed):
    """A judge's sheet for one team; the revision tells two devices apart."""

    VISIBLE = "scorecard.view"
    WORKFLOW = SCORECARD
    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="scorecards")
    slot = models.ForeignKey(PitchSlot, models.PROTECT, related_name="scorecards")
    state = models.CharField(_("state"), max_length=10, choices=CardState, default=CardState.DRAFT)
    # Three kinds of notes: for the chair (and the organisers), for nobody but the judge, for the team.
    notes = models.TextField(_("notes for the chair"), max_length=NOTE, blank=True, default="")
    own_notes = models.TextField(_("notes for oneself"), max_length=NOTE, blank=True, default="")
    team_notes = models.TextField(_("notes for the team"), max_length=NOTE, blank=True, default="")
    # The chair and a second person opened this one sheet again after closing (J-04).
    is_reopened = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    PRIVACY = {
        "notes": personal(
            Privacy.ORGANISER,
            Keep.COHORT,
            365,
            purpose="the judge's own notes, for the chair",
        ),
        "own_notes": personal(Privacy.SECRET, Keep.COHORT, 365, purpose="the judge's own notes, for nobody else"),
        "team_notes": personal(Privacy.COHORT, Keep.COHORT, 365, purpose="what the judge tells the team"),
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


class Source(models.TextChoices):
    """The way by which values came to a sheet."""

    PAGE = "PAGE", _("on the page")
    DEVICE = "DEVICE", _("from the judge's device")
    LATE = "LATE", _("late, let in by the chair")
    PAPER = "PAPER", _("from paper")


class ScorecardRevision(models.Model):
    """What a sheet held after one saving: nothing that was ever saved is lost by the next (J-04)."""

    card = models.ForeignKey(Scorecard, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=CardState, default=CardState.DRAFT)
    scores = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    source = models.CharField(max_length=6, choices=Source, default=Source.PAGE)
    device = models.CharField(max_length=60, blank=True, default="")
    device_key = models.CharField(max_length=64, blank=True, default="")
    saved_at = models.DateTimeField()
    # What the device's own clock said: a hint, which decides nothing (J-10).
    client_at = models.DateTimeField(null=True)

    PRIVACY = {
        "scores": NOT_PERSONAL,
        "reasons": personal(
            Privacy.ORGANISER, Keep.COHORT, 365, purpose="why a judge gave the lowest or highest level"
        ),
        "device": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose="to tell a judge which device changed a sheet"),
        "device_key": personal(Privacy.SECRET, Keep.COHORT, 30, purpose="to tell two devices of one judge apart"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["card", "revision"], name="card_revision_once")]

    def __str__(self) -> str:
        return f"{self.card}, {self.revision}"


class LateScore(Keyed):
    """A sheet that reached the site after scores were closed: kept, and counted only if the chair lets it in (J-11)."""

    VISIBLE = "late.decide"
    WORKFLOW = LATE
    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="late_scores")
    slot = models.ForeignKey(PitchSlot, models.PROTECT, related_name="late_scores")
    state = models.CharField(_("state"), max_length=10, choices=LateState, default=LateState.WAITING)
    payload = models.JSONField(default=dict)
    is_finished = models.BooleanField(default=False)
    device = models.CharField(max_length=60, blank=True, default="")
    received_at = models.DateTimeField()
    client_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")

    PRIVACY = {
        "payload": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="the scores and notes of a late sheet"),
        "device": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose="to tell a judge which device changed a sheet"),
        "decided_by": personal(Privacy.ORGANISER, Keep.COHORT, 730, purpose="to show that the judging was fair"),
        "reason": personal(Privacy.ORGANISER, Keep.COHORT, 730, purpose="to show that the judging was fair"),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.seat}, {self.slot.team}"

    @property
    def cohort(self) -> Cohort:
        """The slot's cohort."""
        return self.slot.pitch_day.cohort


class Reopening(Keyed):
    """The chair's wish to open one sheet, or the whole round, after closing; a second person agrees or not (J-04)."""

    VISIBLE = "reopening.view"
    WORKFLOW = REOPENING
    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="reopenings")
    card = models.ForeignKey(Scorecard, models.CASCADE, null=True, related_name="reopenings")
    state = models.CharField(_("state"), max_length=10, choices=ReopeningState, default=ReopeningState.ASKED)
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    PRIVACY = {
        name: personal(Privacy.ORGANISER, Keep.COHORT, 730, purpose="to show that the judging was fair")
        for name in ("reason", "asked_by", "decided_by")
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(
                fields=["pitch_day", "card"], condition=Q(state="ASKED"), name="reopening_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.card) if self.card else str(self.pitch_day)

    @property
    def cohort(self) -> Cohort:
        """The day's cohort."""
        return self.pitch_day.cohort
