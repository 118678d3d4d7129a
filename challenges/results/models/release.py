"""The release: planned by one person, agreed by another, and every version of what was made public."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchDay
from cohorts.models import Cohort
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

BEHIND_IT = personal(Privacy.ORGANISER, Keep.FOREVER, purpose="to account for the release")


class ReleasePlan(Keyed):
    """Who wants what released when, and who agreed; at most one is under way for a day.

    Without a moment it waits that many minutes from the agreement; `due_at` is set when it is agreed.
    """

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="release_plans")
    moment = models.DateTimeField(_("released at"), null=True)
    minutes = models.PositiveSmallIntegerField(_("minutes from the agreement"), default=10)
    correction = models.TextField(_("what is corrected"), max_length=1000, blank=True, default="")
    digest = models.CharField(max_length=64)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    second = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, default="")

    PRIVACY = {
        "correction": NOT_PERSONAL,
        "digest": NOT_PERSONAL,
        "outcome": NOT_PERSONAL,
        "planned_by": BEHIND_IT,
        "second": BEHIND_IT,
    }

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["pitch_day"], condition=Q(ended_at=None), name="release_plan_once")
        ]

    def __str__(self) -> str:
        return f"{_('Planned release')}, {self.pitch_day.cohort}"

    @property
    def cohort(self) -> Cohort:
        """The pitch day's cohort."""
        return self.pitch_day.cohort

    def due_from(self, agreed_at: datetime) -> datetime:
        """When it is released if it is agreed at that moment: never before."""
        if self.moment is None:
            return agreed_at + timedelta(minutes=self.minutes)
        return max(self.moment, agreed_at)


class ReleaseVersion(models.Model):
    """One version of what was made public: its words and the sealed record behind it never change."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="release_versions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField(default=dict)
    sealed = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    plan = models.OneToOneField(ReleasePlan, models.PROTECT, null=True, related_name="version")
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = {
        "snapshot": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the record of the programme"),
        "sealed": personal(Privacy.ORGANISER, Keep.FOREVER, purpose="so that anybody can recompute the result"),
        "digest": NOT_PERSONAL,
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="release_version_once")]

    def __str__(self) -> str:
        return f"{_('Released results')}, {self.cohort}, {self.number}"


class Release(models.Model):
    """What is public now of a cohort: the words of one version, ready to be shown; taken away by an undo.

    `seen_at` is when somebody first saw it who does not run it: from then on it cannot be undone.
    """

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="release")
    number = models.PositiveSmallIntegerField(default=1)
    released_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    snapshot = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = {
        "released_by": BEHIND_IT,
        "snapshot": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the record of the programme"),
        "digest": NOT_PERSONAL,
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Released results')}, {self.cohort}"


class PrebuiltPage(models.Model):
    """The public page with the result as anybody gets it who is not signed in: made once a minute, for crowds."""

    release = models.OneToOneField(Release, models.CASCADE, related_name="prebuilt")
    language = models.CharField(max_length=12)
    body = models.TextField()
    made_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {
        "language": NOT_PERSONAL,
        "body": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the record of the programme"),
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.release)
