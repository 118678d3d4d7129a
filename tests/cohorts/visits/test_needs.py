"""Access needs: apart, read with a record, erased in time (P-05)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cohorts.models import AccessNeed
from cohorts.visits import erasers, services
from cohorts.visits.models import NEEDS_KEPT_DAYS
from core.audit.models import Event

TEXT = "Step-free access please"


@pytest.fixture
def need(world, participant):
    return services.give_access_need(visit=world.visit, text=TEXT, agreed=True, by=participant)


def test_need_is_kept_with_the_words_agreed_to_and_not_in_the_audit(world, need):
    """P-05, P-07: the text stands in its own row only."""
    assert need.booking == world.booking
    assert need.consent.startswith("I agree that the host of this visit and the organisers read this")
    assert [event.data for event in Event.objects.filter(event="access_need.given")] == [{}]
    assert not any(TEXT in f"{event.data}{event.subject_label}" for event in Event.objects.all())


def test_need_is_refused_without_agreement_or_seat(world, participant, team_mate):
    with pytest.raises(services.ConsentMissing):
        services.give_access_need(visit=world.visit, text=TEXT, agreed=False, by=participant)
    with pytest.raises(services.NoSeatHeld):
        services.give_access_need(visit=world.visit, text=TEXT, agreed=True, by=team_mate)
    assert AccessNeed.objects.count() == 0


def test_need_is_taken_back_with_an_empty_text(world, participant, need):
    services.give_access_need(visit=world.visit, text="", agreed=False, by=participant)
    assert AccessNeed.objects.count() == 0
    assert Event.objects.filter(event="access_need.taken_back").count() == 1


def test_need_goes_with_the_seat(world, participant, need):
    services.cancel_seat(visit=world.visit, participant=world.place, by=participant)
    assert AccessNeed.objects.count() == 0


@pytest.mark.parametrize("role", ["organiser", "host"])
def test_every_reading_is_recorded(world, need, role):
    """P-05: each reading leaves who read and how many."""
    for _time in range(2):
        assert [row.text for row in services.read_access_needs(visit=world.visit, by=world.people[role])] == [TEXT]
    read = Event.objects.filter(event="access_needs.read", actor_id=world.people[role].pk)
    assert [event.data for event in read] == [{"needs": 1}, {"needs": 1}]


@pytest.mark.parametrize(
    "role", ["participant", "team_mate", "mentor", "other_organiser", "challenge_owner", "stranger"]
)
def test_nobody_else_reads_needs(world, need, role):
    """P-05: only those who receive the visit."""
    with pytest.raises(PermissionDenied):
        services.read_access_needs(visit=world.visit, by=world.people[role])
    assert Event.objects.filter(event="access_needs.read").count() == 0


def test_needs_are_erased_two_weeks_after_the_visit(world, need):
    """P-05: the job erases in time, not before, and twice without effect."""
    over = world.visit.ends_at + timedelta(days=NEEDS_KEPT_DAYS)
    assert erasers.needs(over - timedelta(seconds=1), False) == [("access needs", 0)]
    assert erasers.needs(over, True) == [("access needs", 1)]
    assert AccessNeed.objects.count() == 1
    assert erasers.needs(over, False) == [("access needs", 1)]
    assert erasers.needs(over, False) == [("access needs", 0)]
    assert AccessNeed.objects.count() == 0
    assert [event.data for event in Event.objects.filter(event="access_needs.erased")] == [{"needs": 1}]
