"""What is kept of a team's room, and for how long."""

from datetime import timedelta

import pytest

from challenges.models import ContactCard, TeamDecision, TeamLink, TeamMeeting, TeamNote
from challenges.work.rooms import erasers
from cohorts.people.services import end_mentor, withdraw_participant
from core.erasers import forget
from tests.clock import START
from tests.factories.rooms import ContactCardFactory

pytestmark = pytest.mark.django_db


def test_how_to_reach_somebody_goes_when_they_leave_or_end(world, organiser):
    """P-01: nobody of the cohort can reach them by it any more."""
    for role in ("participant", "team_mate", "mentor"):
        ContactCardFactory(cohort=world.cohort, user=world.people[role])
    withdraw_participant(participant=world.place, reason="x", by=organiser)
    end_mentor(mentor=world.mentor, by=organiser)
    assert list(ContactCard.objects.values_list("user__first_name", flat=True)) == ["Leo"]


def test_who_is_erased_leaves_no_card_and_their_notes_stay_the_teams(world, participant):
    """P-01: the card goes at the next clearing, the note has no name any more."""
    ContactCardFactory(cohort=world.cohort, user=participant)
    forget(participant)
    assert erasers.cards(START, True) == [("ways to reach people", 1)]
    erasers.cards(START, False)
    note = TeamNote.objects.get(pk=world.team_note.pk)
    assert (ContactCard.objects.count(), note.saved_by.first_name, note.title) == (0, "", "Whom we ask")


def test_two_years_after_the_end_the_room_is_empty(world):
    end = START + timedelta(weeks=12 + 105)
    erasers.rooms(end - timedelta(weeks=30), False)
    assert TeamNote.objects.count() == 1
    erasers.rooms(end, False)
    assert [model.objects.count() for model in (TeamNote, TeamDecision, TeamMeeting, TeamLink)] == [0, 0, 0, 0]
