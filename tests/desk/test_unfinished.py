"""Moving a cohort on: every feature says what the move does and what is not finished before it."""

from datetime import date, timedelta

import pytest

from challenges.models import PitchDay
from cohorts.models import Booking
from cohorts.people.services import invite_people
from cohorts.programmes.services import effects_of, unfinished_before
from core.audit.models import Event
from tests.clock import START
from tests.factories import challenges, cohorts


@pytest.fixture
def fresh(db):
    """A cohort that forms teams, with three places."""
    return cohorts.CohortFactory(
        slug="fresh", state="FORMING", starts_on=date(2027, 3, 22), places_public=2, places_private=1
    )


def test_before_forming_teams_places_and_invitations_are_told(fresh):
    fresh.state = "RECRUITING"
    places = [cohorts.ParticipantFactory(cohort=fresh) for _number in range(2)]
    invite_people(cohort=fresh, people=places[:1], by=None, key="k")
    assert unfinished_before(fresh, "form") == [
        "1 place is not filled.",
        "1 person is not invited yet.",
        "1 person has not accepted the invitation.",
    ]


def test_before_the_weeks_start_teams_and_challenges_are_told(fresh):
    assert unfinished_before(fresh, "run") == ["No teams are published yet.", "No challenge is published yet."]
    cohorts.TeamFactory(cohort=fresh, name="Kite", number=1)
    cohorts.ParticipantFactory(cohort=fresh)
    assert unfinished_before(fresh, "run") == [
        "1 person is not invited yet.",
        "1 person is in no team.",
        "1 team lacks a mentor: Kite.",
        "No challenge is published yet.",
    ]


def test_more_people_leave_a_waiting_proposal_behind(fresh):
    cohorts.TeamProposalFactory(cohort=fresh, number=2)
    assert unfinished_before(fresh, "reopen") == [
        "Proposal 2 waits to be published: whoever joins is in none of its teams."
    ]


def test_before_completing_all_that_is_open_is_told(world):
    cohorts.ParticipantFactory(cohort=world.cohort)
    challenges.MilestoneFactory(cohort=world.cohort, title="Plan", due_at=START - timedelta(days=2))
    past = cohorts.VisitFactory(
        cohort=world.cohort, starts_at=START - timedelta(days=5), ends_at=START - timedelta(days=5, hours=-6)
    )
    cohorts.BookingFactory(visit=past, participant=world.place)
    assert unfinished_before(world.cohort, "complete") == [
        "1 person is in no team.",
        "1 milestone is still open: teams can hand in until it closes.",
        "“Plan” is missing from 2 teams.",
        "1 programme day is still ahead: cancel it, so that visitors and host are told.",
        "Who came is not marked on 1 programme day.",
        "The pitch day has no released result.",
    ]


def test_cohort_in_order_has_nothing_unfinished(world, clock):
    clock.set(START + timedelta(days=60))
    challenges.SubmissionFactory(milestone=world.milestone, team=world.other_team)
    Booking.objects.update(attendance="CAME")
    PitchDay.objects.update(state="PUBLISHED")
    assert unfinished_before(world.cohort, "complete") == []
    assert unfinished_before(world.cohort, "open") == []


def test_completing_without_a_pitch_day_or_challenges_is_told(fresh):
    fresh.state = "RUNNING"
    assert unfinished_before(fresh, "complete") == [
        "No teams are published yet.",
        "No team was given a challenge.",
        "No pitch day was planned.",
    ]


def test_held_mail_still_leaves_a_cancelled_cohort(world):
    people = [cohorts.ParticipantFactory(cohort=world.cohort) for _number in range(11)]
    invite_people(cohort=world.cohort, people=people, by=None, key="k")
    assert unfinished_before(world.cohort, "cancel") == [
        "1 milestone is still open: teams can hand in until it closes.",
        "1 programme day is still ahead: cancel it, so that visitors and host are told.",
        "1 mail is held and still leaves: cancel it under Messages if it should not.",
    ]


def test_features_add_what_the_end_means(world):
    assert effects_of(world.cohort, "complete")[-2:] == [
        "3 people take part; nobody can be added any more.",
        "No teams can be formed or published any more.",
    ]


def test_page_shows_what_is_unfinished_before_it_moves(world, sign_in):
    client = sign_in("organiser")
    address = "/organise/spring-2027/settings/complete/"
    page = client.get(address)
    assert page.context["unfinished"] == unfinished_before(world.cohort, "complete")
    assert "The pitch day has no released result." in page.content.decode()
    world.cohort.refresh_from_db()
    assert world.cohort.state == "RUNNING"
    assert client.post(address).status_code == 302
    assert Event.objects.filter(event="cohort.completed").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_unfinished_takes_the_same_queries_for_one_and_three(world, django_assert_num_queries, count):
    for number in range(count):
        challenges.MilestoneFactory(cohort=world.cohort, title=f"M{number}")
        cohorts.TeamMemberFactory(team=world.team)
        cohorts.VisitFactory(cohort=world.cohort)
    with django_assert_num_queries(11):
        unfinished_before(world.cohort, "complete")
