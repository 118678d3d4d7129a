"""Makers of offered times, verdicts and what became of the work."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from challenges.models import FollowUp, MeetingOffer, OwnerVerdict, TakenOffer, VerdictVersion
from tests.clock import START
from tests.factories.challenges import BriefFactory
from tests.factories.cohorts import TeamFactory


class MeetingOfferFactory(DjangoModelFactory):
    """Half an hour in three days, for one team."""

    class Meta:
        model = MeetingOffer

    brief = factory.SubFactory(BriefFactory)
    starts_at = START + timedelta(days=3)
    place = "Room 4, Civic Hall"
    made_at = START


class TakenOfferFactory(DjangoModelFactory):
    """A team has the first place."""

    class Meta:
        model = TakenOffer

    offer = factory.SubFactory(MeetingOfferFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..offer.brief.cohort"))
    number = 1
    taken_at = START


class OwnerVerdictFactory(DjangoModelFactory):
    """A draft; given=True gives it as it stands."""

    class Meta:
        model = OwnerVerdict
        skip_postgeneration_save = True

    class Params:
        given = factory.Trait(given_number=1)

    brief = factory.SubFactory(BriefFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..brief.cohort"))
    useful = "USEFUL"
    forward = "PARTS"
    what = "The sensor trial in twelve homes"
    who = "Wren Adeyemi, Housing"
    to_team = "You asked the tenants first."
    to_organisers = "The second mentor was away a lot."
    saved_at = START

    @factory.post_generation
    def version(self, create, extracted, **kwargs):
        """One version that says the same, where it is given."""
        if self.given_number:
            said = ("useful", "forward", "what", "who", "to_team", "to_organisers")
            VerdictVersion.objects.create(
                verdict=self, number=1, given_at=START, **{name: getattr(self, name) for name in said}
            )


class FollowUpFactory(DjangoModelFactory):
    """Asked after three months, not answered."""

    class Meta:
        model = FollowUp

    brief = factory.SubFactory(BriefFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..brief.cohort"))
    months = 3
    asked_at = START
