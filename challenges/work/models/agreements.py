"""What is settled between a team and others: agreements to a version, wishes to change it, extensions."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.work.models.milestones import Milestone
from challenges.work.models.submissions import Submission, Version, of_work
from challenges.work.workflow import REQUEST, RequestState, Side
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import Keep, Privacy, personal


class Agreement(models.Model):
    """What one mentor or challenge owner says to a version: agreed, or what should change."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="agreements")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    side = models.CharField(max_length=6, choices=Side)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    words = models.TextField(_("what should change"), max_length=1000, blank=True, default="")
    said_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"user": of_work(), "words": of_work()}

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="agreement_once"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=False) | ~Q(words=""), name="agreement_says_yes_or_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.user}"


class StatementRequest(Keyed):
    """A team's wish to change what all had agreed to."""

    VISIBLE = "statement_request.view"
    WORKFLOW = REQUEST
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="requests")
    reason = models.TextField(_("reason"), max_length=1000)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.ASKED)
    answer = models.TextField(_("answer"), max_length=1000, blank=True, default="")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    PRIVACY: dict[str, Any] = dict.fromkeys(("reason", "asked_by", "answer", "decided_by"), of_work())
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(state="ASKED"), name="statement_request_open")
        ]

    def __str__(self) -> str:
        return str(self.submission)

    @property
    def cohort(self) -> Cohort:
        """The milestone's cohort."""
        return self.submission.milestone.cohort


class Extension(models.Model):
    """A later deadline for one team; nobody but the team and organisers knows of it (D-07)."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="extensions")
    team = models.ForeignKey(Team, models.CASCADE, related_name="extensions")
    due_at = models.DateTimeField(_("deadline of this team"))
    reason = models.CharField(_("reason"), max_length=300)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {
        "reason": personal(Privacy.ORGANISER, Keep.COHORT, 90, purpose="to be fair to a team that needs more time"),
        "given_by": personal(Privacy.ORGANISER, Keep.COHORT, 90, purpose="to account for the extension"),
    }

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["milestone", "team"], name="extension_once")]

    def __str__(self) -> str:
        return f"{self.milestone}, {self.team}"
