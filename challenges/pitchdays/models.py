"""Pitch days: rubric, panel, conflicts of interest, running order."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.workflow import PITCH_DAY, PitchDayState
from cohorts.models import Cohort, Programme, Team
from core.access import ScopedQuerySet
from core.models import Keyed, Organisation, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal


class RubricTemplate(models.Model):
    """A programme's scoring sheet, copied to each pitch day: criteria with weights and worded levels."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="rubric_template")
    criteria = models.JSONField(default=list)

    PRIVACY: dict[str, Any] = {"criteria": NOT_PERSONAL}

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Rubric')}, {self.programme}"


class PitchDay(Keyed):
    """The day on which the teams of a cohort present and are judged."""

    VISIBLE = "pitchday.view"
    WORKFLOW = PITCH_DAY
    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="pitch_day")
    state = models.CharField(_("state"), max_length=13, choices=PitchDayState, default=PitchDayState.PLANNED)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    pitch_minutes = models.PositiveSmallIntegerField(_("minutes a pitch"), default=8)
    question_minutes = models.PositiveSmallIntegerField(_("minutes of questions"), default=5)
    score_minutes = models.PositiveSmallIntegerField(_("minutes to score"), default=3)
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"place": NOT_PERSONAL}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Pitch day')}, {self.cohort}"

    @property
    def slot_minutes(self) -> int:
        """Minutes from one pitch to the next."""
        return self.pitch_minutes + self.question_minutes + self.score_minutes


class Criterion(Keyed):
    """A weighted line of the rubric with its stated range."""

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=60)
    question = models.CharField(_("question to answer"), max_length=200, blank=True, default="")
    weight = models.PositiveSmallIntegerField(_("weight"))
    order = models.PositiveSmallIntegerField(default=0)
    reason_at_ends = models.BooleanField(_("the lowest and the highest level need a reason"), default=False)

    PRIVACY: dict[str, Any] = dict.fromkeys(("name", "question"), NOT_PERSONAL)

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["pitch_day", "name"], name="criterion_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="criterion_weighs"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cohort(self) -> Cohort:
        """The pitch day's cohort."""
        return self.pitch_day.cohort


class CriterionLevel(models.Model):
    """A described score step of a criterion."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("score"))
    name = models.CharField(_("level"), max_length=40)
    wording = models.CharField(_("what it looks like"), max_length=200, blank=True, default="")

    PRIVACY: dict[str, Any] = dict.fromkeys(("name", "wording"), NOT_PERSONAL)

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["criterion", "value"], name="level_once")]

    def __str__(self) -> str:
        return f"{self.value} {self.name}"


class PanelSeat(Keyed):
    """One judge's place on the panel."""

    VISIBLE = "panel.view"
    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="panel")
    user = models.ForeignKey(User, models.PROTECT, related_name="panel_seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("title"), max_length=160, blank=True, default="")
    is_chair = models.BooleanField(_("chair"), default=False)
    panel_name = models.CharField(_("panel"), max_length=20, blank=True, default="")
    seated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    PRIVACY = {
        "user": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the panel is named with its decision"),
        "title": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the panel is named with its decision"),
        "panel_name": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["pitch_day", "user"], name="panel_seat_once"),
            models.UniqueConstraint(
                fields=["pitch_day"],
                condition=Q(is_chair=True, left_at=None),
                name="panel_one_chair",
            ),
        ]

    def __str__(self) -> str:
        return self.user.name

    @property
    def cohort(self) -> Cohort:
        """The pitch day's cohort."""
        return self.pitch_day.cohort


class Conflict(models.Model):
    """A conflict of interest that removes a judge from a team: the recusal."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="conflicts")
    team = models.ForeignKey(Team, models.CASCADE, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=300)
    declared_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField()

    PRIVACY = {
        "reason": personal(
            Privacy.ORGANISER,
            Keep.COHORT,
            730,
            purpose="to show that the judging was fair",
        ),
        "declared_by": personal(
            Privacy.ORGANISER,
            Keep.COHORT,
            730,
            purpose="to show that the judging was fair",
        ),
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["seat", "team"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.team}"


class PitchSlot(Keyed):
    """One team's time on the day; a slot with a panel name is seen by that panel only."""

    VISIBLE = "slot.view"
    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="slots")
    team = models.OneToOneField(Team, models.CASCADE, related_name="pitch_slot")
    order = models.PositiveSmallIntegerField(_("place"))
    starts_at = models.DateTimeField(_("begins"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["pitch_day", "order"], name="slot_order_once")]

    def __str__(self) -> str:
        return f"{self.order} {self.team}"

    @property
    def cohort(self) -> Cohort:
        """The pitch day's cohort."""
        return self.pitch_day.cohort


class SlotJudge(models.Model):
    """A judge assigned to a slot; with no rows for a day, every judge sees every pitch."""

    slot = models.ForeignKey(PitchSlot, models.CASCADE, related_name="judges")
    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="slots")

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["slot", "seat"], name="slot_judge_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.slot}"
