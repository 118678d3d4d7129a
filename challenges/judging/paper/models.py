"""Paper sheets, each with its readings: who entered what from the paper, kept as it was entered."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from challenges.judging.paper.workflow import PaperState
from challenges.pitchdays.models import PanelSeat, PitchDay, PitchSlot
from cohorts.models import Cohort
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

WHO = personal(Privacy.ORGANISER, Keep.COHORT, 730, purpose="to show that two people read the same from the paper")
WORDS = personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="what a judge wrote on paper")


class PaperSheet(Keyed):
    """One judge's sheet for one team on paper; its key is what the QR code holds."""

    VISIBLE = "paper.enter"
    seat = models.ForeignKey(PanelSeat, models.CASCADE, related_name="paper_sheets")
    slot = models.ForeignKey(PitchSlot, models.CASCADE, related_name="paper_sheets")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(_("state"), max_length=9, choices=PaperState, default=PaperState.PRINTED)
    card = models.ForeignKey(Scorecard, models.SET_NULL, null=True, related_name="papers")
    # The sheet's revision that the paper made: a later one was changed on the judge's phone.
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")

    # What stood on the judge's phone when the chair let the paper count instead.
    replaced = models.JSONField(default=dict)

    PRIVACY = {"decided_by": WHO, "reason": WHO, "replaced": WHO}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["seat", "slot", "round"], name="paper_sheet_once")]

    def __str__(self) -> str:
        return f"{self.seat}, {self.slot.team}"

    @property
    def pitch_day(self) -> PitchDay:
        """The slot's day."""
        return self.slot.pitch_day

    @property
    def cohort(self) -> Cohort:
        """The slot's cohort."""
        return self.slot.pitch_day.cohort


class PaperReading(models.Model):
    """What one person read from the paper: never changed, the first by one person, the second by another."""

    sheet = models.ForeignKey(PaperSheet, models.CASCADE, related_name="readings")
    number = models.PositiveSmallIntegerField()
    # The readings that are compared begin with this number: a wholly new value starts a new pair.
    pair = models.PositiveSmallIntegerField(default=1)
    scores = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    notes = models.TextField(_("notes"), max_length=4000, blank=True, default="")
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField()

    PRIVACY = {"scores": NOT_PERSONAL, "reasons": WORDS, "notes": WORDS, "entered_by": WHO}

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="paper_reading_once"),
            models.CheckConstraint(condition=Q(number__gte=F("pair")), name="paper_reading_in_its_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.number}"
