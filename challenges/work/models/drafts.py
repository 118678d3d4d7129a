"""What a team is writing: one draft for each milestone, part by part, with every save of the last days."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.work.models.milestones import Milestone
from challenges.work.models.submissions import TEXT_MAX, of_work
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, StoredFile, User
from core.privacy import NOT_PERSONAL


class Draft(Keyed):
    """What a team is writing for a milestone; nobody outside the team sees it."""

    VISIBLE = "draft.view"
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="drafts")
    team = models.ForeignKey(Team, models.CASCADE, related_name="drafts")
    made_at = models.DateTimeField()
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["milestone", "team"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.milestone}, {self.team}"

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.milestone.cohort


class DraftField(models.Model):
    """One part of a draft as it stands: its revision rises with every change."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=40)
    value = models.TextField(_("text"), max_length=TEXT_MAX, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "value": of_work(), "saved_by": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["draft", "name"], name="draft_field_once")]

    def __str__(self) -> str:
        return f"{self.draft} {self.name} {self.revision}"


class DraftRevision(models.Model):
    """One save of one part: what somebody wrote, or what two people's changes became."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions")
    name = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    value = models.TextField(_("text"), max_length=TEXT_MAX, blank=True, default="")
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "value": of_work(), "saved_by": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["draft", "name", "revision"], name="draft_revision_once")]

    def __str__(self) -> str:
        return f"{self.draft} {self.name} {self.revision}"


class Clash(Keyed):
    """What somebody wrote over lines that another had changed: kept beside the draft until the team chooses."""

    VISIBLE = "clash.view"
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="clashes")
    name = models.CharField(max_length=40)
    base_revision = models.PositiveIntegerField(default=0)
    value = models.TextField(_("text"), max_length=TEXT_MAX, blank=True, default="")
    written_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    written_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "value": of_work(), "written_by": of_work()}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["draft", "name", "written_by"], name="clash_once")]

    def __str__(self) -> str:
        return f"{self.draft} {self.name}"


class DraftFile(models.Model):
    """A file that the next version will hold."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="drafted")
    begun_at = models.DateTimeField(_("when sending it began"))
    added_at = models.DateTimeField()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["draft", "stored"], name="draft_file_once")]

    def __str__(self) -> str:
        return str(self.stored)


class DraftEditor(models.Model):
    """Who has a draft open, and where in it they are."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="editors")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    part = models.CharField(max_length=40, blank=True, default="")
    seen_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"part": NOT_PERSONAL, "user": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["draft", "user"], name="draft_editor_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.draft}"
