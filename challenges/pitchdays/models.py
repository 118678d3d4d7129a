"""Pitch days: rubric, panel, conflicts of interest, running order."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.workflow import CONFLICT, PITCH_DAY, ConflictState, PitchDayState
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


class PanelMode(models.TextChoices):
    """How judges are shared out; the names are those of the engine."""

    ALL = "ALL", _("Every judge sees every team")
    LINKED = "LINKED", _("Linked panels")
    FIXED = "FIXED", _("Fixed panels")


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
    set_up_minutes = models.PositiveSmallIntegerField(_("minutes to set up"), default=0)
    # How the plan of who sees what was drawn, so that it can be drawn again.
    panel_mode = models.CharField(_("panels"), max_length=6, choices=PanelMode, default=PanelMode.ALL)
    judges_each = models.PositiveSmallIntegerField(_("judges a pitch"), default=0)
    most_pitches = models.PositiveSmallIntegerField(_("most pitches a judge"), default=0)
    bridges = models.PositiveSmallIntegerField(_("bridging scores"), default=0)
    is_both_sectors = models.BooleanField(_("both sectors on each pitch"), default=True)
    panel_seed = models.PositiveIntegerField(null=True)
    order_seed = models.PositiveIntegerField(null=True)
    minimum_judges = models.PositiveSmallIntegerField(_("fewest judges a pitch"), default=2)
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
        return self.set_up_minutes + self.pitch_minutes + self.question_minutes + self.score_minutes


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
    expertise = models.JSONField(_("expertise"), default=list, blank=True)
    seated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    PRIVACY = {
        "user": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the panel is named with its decision"),
        "title": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the panel is named with its decision"),
        "panel_name": NOT_PERSONAL,
        "expertise": personal(
            Privacy.ORGANISER, Keep.COHORT, 365, purpose="to give pitches judges who know their field"
        ),
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


class SeatInterest(models.Model):
    """A body beside the own employer that a judge says they work for, own or advise."""

    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["seat", "organisation"], name="interest_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.organisation}"


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Questions about conflicts of interest."""

    def counting(self) -> "ConflictQuerySet":
        """Those that keep the judge from the team."""
        return self.filter(state__in=[ConflictState.COUNTS, ConflictState.STANDS])

    def asked(self) -> "ConflictQuerySet":
        """Those that wait for the chair."""
        return self.filter(state=ConflictState.ASKED)

    def of(self, day: PitchDay) -> "ConflictQuerySet":
        """Those of the day's present judges, with the rows that every list shows."""
        here = self.filter(seat__pitch_day=day, seat__left_at=None)
        return here.select_related("team", "seat__user", "seat__pitch_day__cohort", "decided_by", "declared_by")


class Conflict(models.Model):
    """A conflict of interest of a judge with a team, from one source: where it counts, the recusal.

    `source` is the name of a function of the wiring's CONFLICT_SOURCES, or "declared".
    """

    WORKFLOW = CONFLICT
    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="conflicts")
    team = models.ForeignKey(Team, models.CASCADE, related_name="conflicts")
    source = models.CharField(_("source"), max_length=40, default="declared")
    state = models.CharField(_("state"), max_length=9, choices=ConflictState, default=ConflictState.COUNTS)
    reason = models.CharField(_("reason"), max_length=300)
    declared_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField()
    decision = models.CharField(_("the chair's reason"), max_length=300, blank=True, default="")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = {
        "source": NOT_PERSONAL,
        **dict.fromkeys(
            ("reason", "declared_by", "decision", "decided_by"),
            personal(Privacy.ORGANISER, Keep.COHORT, 730, purpose="to show that the judging was fair"),
        ),
    }
    objects = ConflictQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["seat", "team", "source"], name="conflict_source_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.team}"

    @property
    def pitch_day(self) -> PitchDay:
        """The seat's day."""
        return self.seat.pitch_day

    @property
    def cohort(self) -> Cohort:
        """The seat's cohort."""
        return self.seat.pitch_day.cohort

    @property
    def name(self) -> str:
        """What names the row in a form: no number that could be counted on."""
        return f"{self.seat.key} {self.team.key} {self.source}"


class DayPause(Keyed):
    """Minutes of the day in which nobody pitches, such as lunch; with a seat, minutes in which this judge is away."""

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="pauses")
    seat = models.ForeignKey(PanelSeat, models.CASCADE, null=True, related_name="pauses")
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    title = models.CharField(_("name"), max_length=60, blank=True, default="")

    PRIVACY: dict[str, Any] = {
        "title": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to plan the running order"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="pause_ends_later")]

    def __str__(self) -> str:
        return f"{self.title} {self.starts:%H:%M}"


class PitchSlot(Keyed):
    """One team's time on the day; a slot with a panel name is seen by that panel only."""

    VISIBLE = "slot.view"
    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="slots")
    team = models.OneToOneField(Team, models.CASCADE, related_name="pitch_slot")
    order = models.PositiveSmallIntegerField(_("place"))
    starts_at = models.DateTimeField(_("begins"))
    # Adjustments for access are honoured here; why stands nowhere.
    extra_minutes = models.PositiveSmallIntegerField(_("extra minutes"), default=0)
    not_before = models.TimeField(_("not before"), null=True, blank=True)
    not_after = models.TimeField(_("not after"), null=True, blank=True)
    wants = models.CharField(_("expertise wanted on the panel"), max_length=40, blank=True, default="")

    PRIVACY: dict[str, Any] = {
        "extra_minutes": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose="to give a team the time it needs"),
        "wants": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["pitch_day", "order"], name="slot_order_once")]

    def __str__(self) -> str:
        return f"{self.order} {self.team}"

    @property
    def minutes(self) -> int:
        """How long the whole slot is: set-up, pitch, questions, scoring and what was added for access."""
        return self.pitch_day.slot_minutes + self.extra_minutes

    @property
    def ends_at(self) -> datetime:
        """When the next slot may begin."""
        return self.starts_at + timedelta(minutes=self.minutes)

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
