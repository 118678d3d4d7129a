"""The rating of a day's own sheets: names, conflicts and organisations come with them."""

import pytest

from challenges.judging import services
from challenges.judging.queries import ranking_of, rating_of
from challenges.pitchdays.services import declare_conflict, open_scoring
from tests.challenges.judging.test_services import save
from tests.factories.challenges import PitchSlotFactory
from tests.factories.core import OrganisationFactory

pytestmark = pytest.mark.django_db


def hand_in(world, *sheets):
    for role, slot, values in sheets:
        services.submit_card(card=save(world, *values, role=role, slot=slot), by=world.people[role])


@pytest.fixture
def scored(world):
    """Both judges scored both teams."""
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    hand_in(
        world,
        ("judge", world.slot, (5, 3)),
        ("chair", world.slot, (4, 4)),
        ("judge", world.other_slot, (1, 2)),
        ("chair", world.other_slot, (3, 3)),
    )
    return world.pitch_day


def test_rating_holds_the_places_of_the_ranking_with_names(scored):
    rating, ranking = rating_of(scored), ranking_of(scored)
    assert [(one.id, one.name, one.rank, one.n) for one in rating.pitches] == [
        (place.slot, place.name, place.rank, place.judges) for place in ranking.places
    ]
    assert [one.raw for one in rating.pitches] == pytest.approx([float(place.score) for place in ranking.places])
    assert sorted((judge.name, judge.n) for judge in rating.judges) == [
        ("Helen Marsh", 2), ("Idris Vaughan", 2), ("Priya Nair", 0),
    ]  # fmt: skip
    assert rating.has("COMPLETE")
    assert rating_of(scored) == rating


def test_rating_leaves_out_whom_a_conflict_keeps_away(world, scored):
    seat = world.pitch_day.panel.get(user=world.people["judge"])
    declare_conflict(seat=seat, team=world.slot.team, reason="A former colleague.", by=world.people["organiser"])
    [lantern] = [one for one in rating_of(scored).pitches if one.id == world.slot.key]
    assert [line.given for line in lantern.ledger] == [0.75]


def test_rating_names_judges_who_score_their_own_organisation(world, scored):
    assert rating_of(scored).own_organisation == ()
    seat = world.pitch_day.panel.get(user=world.people["judge"])
    seat.organisation = OrganisationFactory()
    seat.save()
    member = world.slot.team.members.first().participant
    member.organisation = seat.organisation
    member.save()
    assert [(one.pitch, one.judge) for one in rating_of(scored).own_organisation] == [(world.slot.key, seat.key)]


def test_rating_costs_the_same_with_more_teams(world, scored, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(10):
            rating_of(scored)
        PitchSlotFactory.create_batch(2, pitch_day=scored)
