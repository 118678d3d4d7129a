"""Topics that people may wish for, their rankings, and whom they would rather not be in a team with."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from core.models import Keyed
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal

MOST_AWAY, MOST_CHOICES = 2, 5


class Topic(Keyed):
    """Something a team could work on: a theme in words, or one of the cohort's challenges by its key."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="topics")
    name = models.CharField(_("topic"), max_length=120)
    summary = models.CharField(_("what it is about"), max_length=300, blank=True, default="")
    places = models.PositiveSmallIntegerField(_("how many teams may take it"), default=1)
    brief_key = models.CharField(max_length=12, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)

    PRIVACY: dict[str, Any] = {"name": NOT_PERSONAL, "summary": NOT_PERSONAL, "brief_key": NOT_PERSONAL}

    class Meta:
        app_label = "cohorts"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "name"], name="topic_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="topic_has_places"),
        ]

    def __str__(self) -> str:
        return self.name


class TopicWish(models.Model):
    """One rank of one participant's list of topics, 1 for the first choice."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="topic_wishes")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField(_("rank"))

    PRIVACY = {"rank": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to form teams by what people wish")}

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["participant", "topic"], name="topic_wish_once"),
            models.UniqueConstraint(fields=["participant", "rank"], name="topic_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.topic}"


class KeepAway(models.Model):
    """Somebody would rather not be in a team with somebody else; only organisers ever learn of it."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="keeps_away")
    other = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    PRIVACY = {
        "participant": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose="to keep people apart who asked for it"),
        "other": personal(Privacy.ORGANISER, Keep.COHORT, 30, purpose="to keep people apart who asked for it"),
    }

    class Meta:
        app_label = "cohorts"
        constraints = [
            models.UniqueConstraint(fields=["participant", "other"], name="keep_away_once"),
            models.CheckConstraint(condition=~Q(participant=F("other")), name="keep_away_from_others"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.other}"


class WishAnswer(models.Model):
    """That somebody has said what they wish, be it nothing, and when they last changed it."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="wish_answer")
    saved_at = models.DateTimeField()

    PRIVACY = {
        "participant": personal(Privacy.ORGANISER, Keep.COHORT, 365, purpose="to form teams by what people wish")
    }

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return str(self.participant)
