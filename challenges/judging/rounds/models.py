"""Sheets of earlier rounds, as they were when a new one began."""

from typing import Any

from django.db import models

from challenges.pitchdays.models import PanelSeat, PitchSlot
from challenges.pitchdays.versions import NeverChanged, RubricVersion
from core.privacy import Keep, Privacy, personal


class OldSheet(models.Model):
    """A sheet of an earlier round: kept to be looked at, in no ranking, never changed."""

    version = models.ForeignKey(RubricVersion, models.CASCADE, related_name="sheets")
    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="old_sheets")
    slot = models.ForeignKey(PitchSlot, models.PROTECT, related_name="old_sheets")
    state = models.CharField(max_length=10)
    scores = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True)

    PRIVACY = dict.fromkeys(
        ("state", "scores", "words"),
        personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="what judges gave before a new round began"),
    )

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["version", "seat", "slot"], name="old_sheet_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.slot.team}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written the first time, refused every other time."""
        if self.pk is not None:
            raise NeverChanged
        super().save(*args, **kwargs)
