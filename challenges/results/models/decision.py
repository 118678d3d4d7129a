"""The panel's decision: places, prizes and reasons, signed by the chair and approved by a second person."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.models import PitchDay
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

NAMED = personal(Privacy.PUBLIC, Keep.FOREVER, purpose="the decision has a name under it")


class ResultRules(models.Model):
    """What of a day's result is shown beyond the winners: set before the release."""

    pitch_day = models.OneToOneField(PitchDay, models.CASCADE, related_name="result_rules")
    judges_named = models.BooleanField(_("teams see which judge gave what"), default=False)
    sheets_public = models.BooleanField(_("everybody may fetch the sheets and check the result"), default=False)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('What is shown of the result')}, {self.pitch_day.cohort}"


class Decision(models.Model):
    """What the chair signed: the order, the winners and why, over the sheets as they were; the day holds its state.

    `record` keeps sheets and rubric as they were signed, `data_hash` is their hash, `signed_hash` that of all of it.
    """

    VISIBLE = "result.view"
    pitch_day = models.OneToOneField(PitchDay, models.CASCADE, related_name="decision")
    reasons = models.TextField(_("reasons"), max_length=3000)
    departure = models.TextField(_("why it departs from the scores"), max_length=2000, blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    second = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_back = models.CharField(_("why it was sent back"), max_length=1000, blank=True, default="")
    data_hash = models.CharField(max_length=64)
    signed_hash = models.CharField(max_length=64, blank=True, default="")
    method = models.CharField(max_length=20, blank=True, default="")
    record = models.JSONField(default=dict)

    PRIVACY = {
        "reasons": NOT_PERSONAL,
        "departure": NOT_PERSONAL,
        "sent_back": NOT_PERSONAL,
        "decided_by": NAMED,
        "second": NAMED,
        "data_hash": NOT_PERSONAL,
        "signed_hash": NOT_PERSONAL,
        "method": NOT_PERSONAL,
        "record": personal(Privacy.ORGANISER, Keep.FOREVER, purpose="the sheets that the result rests on"),
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


class Prize(models.Model):
    """A named prize beyond the first, to any team; one name may stand for several teams."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="prizes")
    team = models.ForeignKey(Team, models.PROTECT, related_name="prizes")
    name = models.CharField(_("prize"), max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["decision", "team", "name"], name="prize_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.team}"
