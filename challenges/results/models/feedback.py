"""What a team is told after the release: notes that the chair has looked at, and one question back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from cohorts.models import Cohort, Team
from core.models import User
from core.privacy import Keep, Privacy, personal

WHY = "what judges tell a team about its work"
ASKED = "a team's one question about its result"


class NoteState(models.TextChoices):
    """What became of a judge's note for the team."""

    RELEASED = "RELEASED", _("given to the team as it is")
    REDACTED = "REDACTED", _("given to the team in other words")
    WITHHELD = "WITHHELD", _("kept from the team")


class ReviewedNote(models.Model):
    """The chair's decision on one judge's note; `text` is what the team reads, the original stays on the sheet."""

    card = models.OneToOneField(Scorecard, models.CASCADE, related_name="reviewed_note")
    state = models.CharField(max_length=10, choices=NoteState)
    text = models.TextField(_("what the team reads"), max_length=4000, blank=True, default="")
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField()

    PRIVACY = {
        "text": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=WHY),
        "reviewed_by": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose=WHY),
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{self.card}"


class TeamQuestion(models.Model):
    """The one question a team may ask back, and the panel's answer."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="result_question")
    text = models.TextField(_("question"), max_length=1000)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=2000, blank=True, default="")
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    PRIVACY = {
        "text": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=ASKED),
        "asked_by": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=ASKED),
        "answer": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=ASKED),
        "answered_by": personal(Privacy.COHORT, Keep.COHORT, 365, purpose=ASKED),
    }

    class Meta:
        app_label = "challenges"

    def __str__(self) -> str:
        return f"{_('Question')}, {self.team}"

    @property
    def cohort(self) -> Cohort:
        """The team's cohort."""
        return self.team.cohort
