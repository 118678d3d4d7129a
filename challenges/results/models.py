"""The panel's decision, and the snapshot that was released."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchDay
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal


class Decision(models.Model):
    """What the chair recorded: the order, the winners, and why."""

    VISIBLE = "result.view"
    pitch_day = models.OneToOneField(PitchDay, models.CASCADE, related_name="decision")
    reasons = models.TextField(_("reasons"), max_length=3000)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    data_hash = models.CharField(max_length=64)

    PRIVACY = {
        "reasons": NOT_PERSONAL,
        "decided_by": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the decision has a name under it"),
        "data_hash": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Result')}, {self.pitch_day.cohort}"

    @property
    def cohort(self) -> Cohort:
        """The pitch day's cohort."""
        return self.pitch_day.cohort


class Placing(models.Model):
    """One team's place in the decision; several may share a rank."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="placings")
    team = models.ForeignKey(Team, models.PROTECT, related_name="placings")
    rank = models.PositiveSmallIntegerField(_("place"))
    is_winner = models.BooleanField(_("winner"), default=False)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=4, null=True)

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["decision", "team"], name="placing_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="placing_from_first"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.team}"


class Release(models.Model):
    """The public snapshot of a decision: made at release, changed never."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="release")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="release")
    released_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    snapshot = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    PRIVACY: dict[str, Any] = {
        "released_by": personal(Privacy.ORGANISER, Keep.FOREVER, purpose="to account for the release"),
        "snapshot": personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the record of the programme"),
        "digest": NOT_PERSONAL,
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Released results')}, {self.cohort}"
