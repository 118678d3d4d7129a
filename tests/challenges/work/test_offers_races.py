"""Several teams press for one time at the same moment, on a database with real locks."""

import pytest

from challenges.models import MeetingOffer, TakenOffer
from challenges.work.offers import services
from challenges.work.offers.services import HasAnother, TakenAlready
from tests.factories.challenges import AllocationLineFactory
from tests.factories.cohorts import TeamFactory
from tests.factories.owners import MeetingOfferFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def offer(world):
    MeetingOffer.objects.all().delete()
    return MeetingOfferFactory(brief=world.brief)


def test_eight_teams_at_once_for_one_time_give_one_team_one_place(world, race, offer):
    """C-04: first come, first served, and a constraint under it."""
    teams = [world.team] + [TeamFactory(cohort=world.cohort, number=20 + number) for number in range(7)]
    for team in teams[1:]:
        AllocationLineFactory(allocation=world.allocation, team=team, brief=world.brief)
    by = world.people["participant"]
    press = [lambda team=team: services.take_offer(offer=offer, team=team, by=by) for team in teams]
    results = race(*press)
    assert TakenOffer.objects.count() == 1
    assert sorted(type(result).__name__ for result in results) == ["TakenAlready"] * 7 + ["TakenOffer"]
    assert TakenAlready in {type(result) for result in results}


def test_two_members_at_once_for_two_times_take_one(world, race, offer):
    other = MeetingOfferFactory(brief=world.brief)
    hana, leo = world.people["participant"], world.people["team_mate"]
    results = race(
        lambda: services.take_offer(offer=offer, team=world.team, by=hana),
        lambda: services.take_offer(offer=other, team=world.team, by=leo),
    )
    assert (TakenOffer.objects.count(), {type(result) for result in results}) == (1, {TakenOffer, HasAnother})
