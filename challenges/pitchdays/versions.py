"""What was fixed and never changes: frozen rubrics, published rules; and the asking for a new round."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.pitchdays.digest import digest_of
from challenges.pitchdays.models import PitchDay
from cohorts.models import Cohort
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

RECORD = personal(Privacy.ORGANISER, Keep.FOREVER, purpose="the record of how the judging was set up")


class NeverChanged(Exception):
    """Somebody's code tried to write over what was fixed: a fault, and no refusal."""


class FixedText(models.Model):
    """A text with its digest, written once."""

    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written the first time, refused every other time."""
        if self.pk is not None:
            raise NeverChanged
        super().save(*args, **kwargs)

    @property
    def is_whole(self) -> bool:
        """Whether the text is still the one that its digest was made of."""
        return digest_of(self.content) == self.digest


class RubricVersion(FixedText):
    """The rubric as it was when scoring opened: one for each round of judging."""

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="rubric_versions")
    number = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    PRIVACY = {"content": NOT_PERSONAL, "digest": NOT_PERSONAL, "frozen_by": RECORD}

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["pitch_day", "number"], name="rubric_version_once")]

    def __str__(self) -> str:
        return f"{_('Rubric')} {self.number}, {self.pitch_day.cohort}"

    @property
    def cohort(self) -> Cohort:
        """The cohort of its day."""
        return self.pitch_day.cohort


class Rules(FixedText):
    """The rules of judging as they were published; a later version stands beside it, never instead."""

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="rules")
    number = models.PositiveSmallIntegerField()
    rubric_digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    PRIVACY = {
        "content": NOT_PERSONAL,
        "digest": NOT_PERSONAL,
        "rubric_digest": NOT_PERSONAL,
        "published_by": RECORD,
    }

    class Meta:
        app_label = "challenges"
        verbose_name_plural = "rules"
        constraints = [models.UniqueConstraint(fields=["pitch_day", "number"], name="rules_once")]

    def __str__(self) -> str:
        return f"{_('Rules')} {self.number}, {self.pitch_day.cohort}"

    @property
    def cohort(self) -> Cohort:
        """The cohort of its day."""
        return self.pitch_day.cohort


class RoundState(models.TextChoices):
    """Where the asking for a new round stands."""

    ASKED = "ASKED", _("The chair is asked")
    AGREED = "AGREED", _("Agreed")
    DECLINED = "DECLINED", _("Declined")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class RoundRequest(Keyed):
    """An organiser's wish to judge anew by another rubric, and what the chair said."""

    pitch_day = models.ForeignKey(PitchDay, models.CASCADE, related_name="round_requests")
    state = models.CharField(max_length=9, choices=RoundState, default=RoundState.ASKED)
    reason = models.CharField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=500, blank=True, default="")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    PRIVACY = dict.fromkeys(("reason", "asked_by", "answer", "decided_by"), RECORD)

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["pitch_day"], condition=Q(state="ASKED"), name="round_request_one_open")
        ]

    def __str__(self) -> str:
        return f"{_('New round')}, {self.pitch_day.cohort}"

    @property
    def cohort(self) -> Cohort:
        """The cohort of its day."""
        return self.pitch_day.cohort
