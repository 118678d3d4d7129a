"""What happens on the day: the state of each pitch by the server's clock, and every step, so that it can be undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.live.workflow import LIVE_SLOT, LiveState
from challenges.pitchdays.models import PitchDay, PitchSlot
from cohorts.models import Cohort
from core.models import Keyed


class LiveDay(Keyed):
    """A day that runs; its key is the address of the stage screen, and its row what every step locks."""

    pitch_day = models.OneToOneField(PitchDay, models.CASCADE, related_name="live")

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return str(self.pitch_day)

    @property
    def cohort(self) -> Cohort:
        """The day's cohort."""
        return self.pitch_day.cohort


class LiveSlot(models.Model):
    """Where one pitch is, and since when by the server's clock; no row means still to come."""

    WORKFLOW = LIVE_SLOT
    slot = models.OneToOneField(PitchSlot, models.CASCADE, related_name="live")
    state = models.CharField(_("state"), max_length=9, choices=LiveState, default=LiveState.PLANNED)
    since = models.DateTimeField(null=True)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return self.slot.team.name

    @property
    def cohort(self) -> Cohort:
        """The day's cohort."""
        return self.slot.pitch_day.cohort


class LiveStep(models.Model):
    """One step of the day, with what it was before: the last one that stands can be undone."""

    live = models.ForeignKey(LiveSlot, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=9, choices=LiveState)
    before_since = models.DateTimeField(null=True)
    after = models.CharField(max_length=9, choices=LiveState)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.live}, {self.get_after_display()}"
