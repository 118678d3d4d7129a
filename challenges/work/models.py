"""Milestones and what teams submit for them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Programme, Team
from core.access import ScopedQuerySet
from core.models import Keyed, StoredFile, User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal


def of_work() -> Personal:
    """Team's work, kept two years after the cohort."""
    return personal(Privacy.COHORT, Keep.COHORT, 730, purpose="to judge and keep the team's work")


class MilestoneTemplate(models.Model):
    """A milestone that every cohort of a programme gets; its date falls out of the cohort's start."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="milestone_templates")
    title = models.CharField(_("title"), max_length=100)
    instructions = models.TextField(_("what to hand in"), max_length=3000, blank=True, default="")
    week = models.PositiveSmallIntegerField(_("week"))
    weekday = models.PositiveSmallIntegerField(_("day, 0 is Monday"), default=4)
    clock = models.TimeField(_("time"))

    PRIVACY: dict[str, Any] = dict.fromkeys(("title", "instructions"), NOT_PERSONAL)

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["programme", "title"], name="milestone_template_once"),
            models.CheckConstraint(
                condition=Q(week__gte=1, week__lte=12, weekday__lte=6),
                name="milestone_template_in_weeks",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def weekday_name(self) -> str:
        """The day in words."""
        return str(WEEKDAYS[self.weekday])


class MilestoneQuerySet(ScopedQuerySet):
    """Questions about milestones."""

    def with_counts(self) -> "MilestoneQuerySet":
        """With how many teams have handed in."""
        return self.annotate(handed_in=Count("submissions", distinct=True))

    def in_order(self) -> "MilestoneQuerySet":
        """The next due first."""
        return self.order_by("due_at", "pk")


class Milestone(Keyed):
    """A dated deliverable of a cohort."""

    VISIBLE = "milestone.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=100)
    instructions = models.TextField(_("what to hand in"), max_length=3000, blank=True, default="")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"))
    grace_minutes = models.PositiveSmallIntegerField(_("minutes of grace"), default=10)
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = dict.fromkeys(("title", "instructions"), NOT_PERSONAL)
    objects = MilestoneQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["cohort", "title"], name="milestone_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def closes_at(self) -> datetime:
        """The end of the grace: nothing is taken in after it."""
        return self.due_at + timedelta(minutes=self.grace_minutes)

    def is_open(self, now: datetime) -> bool:
        """Whether teams can hand in: from its opening up to, not at, the end of the grace."""
        return (self.opens_at is None or self.opens_at <= now) and now < self.closes_at


class Submission(Keyed):
    """A team's answer to a milestone; its text stands in the versions."""

    VISIBLE = "submission.view"
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="submissions")
    team = models.ForeignKey(Team, models.CASCADE, related_name="submissions")
    made_at = models.DateTimeField()
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["milestone", "team"], name="submission_once")]

    def __str__(self) -> str:
        return f"{self.milestone}, {self.team}"

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.milestone.cohort


class Version(Keyed):
    """One handing-in; the key is the receipt."""

    VISIBLE = "submission_version.view"
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=20000, blank=True, default="")
    links = models.JSONField(_("links"), default=list, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)

    PRIVACY = {"text": of_work(), "links": of_work(), "submitted_by": of_work()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.submission}, {_('version')} {self.number}"


class SubmittedFile(models.Model):
    """A file handed in with a version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="submitted")

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["version", "stored"], name="submitted_file_once")]

    def __str__(self) -> str:
        return str(self.stored)
