"""Milestones: what is asked of teams, until when, and who sees the answers."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from challenges.work.engine.shape import Criterion, Field, fields_of, read_rubric
from challenges.work.engine.times import Times
from cohorts.models import Cohort, Programme
from core.access import ScopedQuerySet
from core.models import Keyed
from core.privacy import NOT_PERSONAL

# What a milestone takes over from the programme's own as it stands.
COPIED = (
    "instructions",
    "has_text",
    "has_links",
    "has_files",
    "form",
    "rubric",
    "grace_minutes",
    "is_for_mentors",
    "is_for_owners",
    "is_for_organisers",
    "needs_agreement",
    "position",
)


class Asked(models.Model):
    """What a milestone asks for, and who sees the answer: the team always does."""

    instructions = models.TextField(_("what to hand in"), max_length=3000, blank=True, default="")
    has_text = models.BooleanField(_("asks for text"), default=True)
    has_links = models.BooleanField(_("asks for links"), default=True)
    has_files = models.BooleanField(_("asks for files"), default=True)
    form = models.JSONField(_("form"), default=list, blank=True)
    rubric = models.TextField(_("rubric"), max_length=5000, blank=True, default="")
    grace_minutes = models.PositiveSmallIntegerField(_("minutes of grace"), default=10)
    is_for_mentors = models.BooleanField(_("mentors see it"), default=True)
    is_for_owners = models.BooleanField(_("challenge owners see it"), default=False)
    is_for_organisers = models.BooleanField(_("organisers see it"), default=True)
    needs_agreement = models.BooleanField(_("mentors and challenge owner agree to it"), default=False)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    PRIVACY: dict[str, Any] = dict.fromkeys(("title", "instructions", "form", "rubric"), NOT_PERSONAL)

    class Meta:
        abstract = True

    @property
    def fields(self) -> list[Field]:
        """The fields of its form."""
        return fields_of(self.form)

    @property
    def criteria(self) -> list[Criterion]:
        """Its rubric: what is looked at, with levels in words."""
        return read_rubric(self.rubric)


class MilestoneTemplateQuerySet(models.QuerySet["MilestoneTemplate"]):
    """Questions about the milestones of new cohorts."""

    def as_listed(self) -> "MilestoneTemplateQuerySet":
        """In the organisers' own order; those that nobody moved by their day."""
        return self.order_by("position", "week", "weekday", "pk")


class MilestoneTemplate(Asked):
    """A milestone that every cohort of a programme gets; its date falls out of the cohort's start."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="milestone_templates")
    title = models.CharField(_("title"), max_length=100)
    week = models.PositiveSmallIntegerField(_("week"))
    weekday = models.PositiveSmallIntegerField(_("day, 0 is Monday"), default=4)
    clock = models.TimeField(_("time"))
    late_days = models.PositiveSmallIntegerField(_("days after the deadline in which late work is taken"), default=0)
    objects = MilestoneTemplateQuerySet.as_manager()

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

    def as_listed(self) -> "MilestoneQuerySet":
        """In the organisers' own order; those that nobody moved by their deadline."""
        return self.order_by("position", "due_at", "pk")


class Milestone(Keyed, Asked):
    """A dated deliverable of a cohort."""

    VISIBLE = "milestone.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=100)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"))
    cutoff_at = models.DateTimeField(_("closes"), null=True, blank=True)
    made_at = models.DateTimeField()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["cohort", "title"], name="milestone_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def times(self) -> Times:
        """Its moments for a team without an extension."""
        return Times(self.due_at, timedelta(minutes=self.grace_minutes), self.opens_at, self.cutoff_at)

    @property
    def closes_at(self) -> datetime:
        """From here on nothing is taken in."""
        return self.times.closes_at

    def is_open(self, now: datetime) -> bool:
        """Whether teams can hand in: from its opening up to, not at, its closing."""
        return self.times.is_open(now)
