"""Times that are offered to the teams of a challenge, and which team has taken which."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from challenges.briefs.models import Brief
from cohorts.models import Cohort, Team
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import Keep, Personal, Privacy, personal

LONGEST, MOST_PLACES = 480, 20


def of_meeting() -> Personal:
    """Where people meet, and who said so: gone three months after the cohort."""
    return personal(Privacy.COHORT, Keep.COHORT, 90, purpose="so that a team and the challenge owner find each other")


class MeetingOfferQuerySet(ScopedQuerySet):
    """Questions about offered times."""

    def standing(self) -> "MeetingOfferQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def ahead(self, now: datetime) -> "MeetingOfferQuerySet":
        """Those that stand and have not begun."""
        return self.standing().filter(starts_at__gt=now)

    def with_taken(self) -> "MeetingOfferQuerySet":
        """With how many places are taken."""
        return self.annotate(taken=Count("takings", distinct=True))

    def in_order(self) -> "MeetingOfferQuerySet":
        """The soonest first."""
        return self.order_by("starts_at", "pk")


class MeetingOffer(Keyed):
    """One time at which the people behind a challenge meet teams; without named teams it is for any of theirs."""

    VISIBLE = "meeting_offer.view"
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="meeting_offers")
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    link = models.URLField(_("address of a video call"), max_length=400, blank=True, default="")
    places = models.PositiveSmallIntegerField(_("teams at once"), default=1)
    is_extra = models.BooleanField(_("also for teams that have another time"), default=False)
    give_back_hours = models.PositiveSmallIntegerField(_("hours before which it can be given back"), default=24)
    note = models.TextField(_("note"), max_length=500, blank=True, default="")
    offered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True, default="")

    PRIVACY: dict[str, Any] = dict.fromkeys(("place", "link", "note", "offered_by", "withdrawn_why"), of_meeting())
    objects = MeetingOfferQuerySet.as_manager()

    class Meta:
        app_label = "challenges"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=LONGEST, places__gte=1, places__lte=MOST_PLACES),
                name="meeting_offer_in_bounds",
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="meeting_offer_is_somewhere"),
        ]

    def __str__(self) -> str:
        return str(self.brief)

    @property
    def cohort(self) -> Cohort:
        """The cohort of its challenge."""
        return self.brief.cohort

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def give_back_until(self) -> datetime:
        """Until when a team can give it back."""
        return self.starts_at - timedelta(hours=self.give_back_hours)


class OfferedTeam(models.Model):
    """A team that an offer is for; an offer without any is for every team of the challenge."""

    offer = models.ForeignKey(MeetingOffer, models.CASCADE, related_name="named")
    team = models.ForeignKey(Team, models.CASCADE, related_name="+")

    class Meta:
        app_label = "challenges"
        constraints = [models.UniqueConstraint(fields=["offer", "team"], name="offered_team_once")]

    def __str__(self) -> str:
        return f"{self.offer} {self.team}"


class TakenOffer(models.Model):
    """A team's hold on one numbered place of an offer: two teams can never hold the same."""

    offer = models.ForeignKey(MeetingOffer, models.CASCADE, related_name="takings")
    team = models.ForeignKey(Team, models.CASCADE, related_name="taken_offers")
    number = models.PositiveSmallIntegerField(_("place"))
    taken_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField()

    PRIVACY: dict[str, Any] = {"taken_by": of_meeting()}

    class Meta:
        app_label = "challenges"
        constraints = [
            models.UniqueConstraint(fields=["offer", "team"], name="taken_offer_once"),
            models.UniqueConstraint(fields=["offer", "number"], name="taken_offer_one_team_a_place"),
            models.CheckConstraint(condition=Q(number__gte=1), name="taken_offer_is_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.offer} {self.team}"
