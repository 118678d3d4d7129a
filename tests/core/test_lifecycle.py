"""Tests of moving a row through its workflow."""

import pytest
from django.core.exceptions import PermissionDenied

from cohorts.models import Cohort
from core.lifecycle import NotPossibleNow, available_actions, move
from core.models import Event
from tests.clock import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(world):
    Cohort.objects.update(state="RECRUITING")
    world.cohort.refresh_from_db()
    return world.cohort


def stored(cohort):
    return Cohort.objects.get(pk=cohort.pk).state


def test_move_saves_the_state_and_records_the_event(cohort, organiser):
    before = Event.objects.count()
    assert move(cohort, "form", by=organiser, note="places are full").state == "FORMING"
    assert stored(cohort) == "FORMING"
    event = Event.objects.order_by("-pk").first()
    assert Event.objects.count() == before + 1
    assert (event.event, event.actor_id, event.at, event.cohort_id) == (
        "cohort.closed_to_people",
        organiser.pk,
        START,
        cohort.pk,
    )
    assert event.data == {"before": "RECRUITING", "after": "FORMING", "note": "places are full"}


def test_move_looks_at_the_stored_state_not_at_the_page(cohort, organiser):
    """C-01: the second of two organisers is told that it has changed."""
    stale = Cohort.objects.get(pk=cohort.pk)
    move(cohort, "form", by=organiser)
    with pytest.raises(NotPossibleNow):
        move(stale, "form", by=organiser)
    assert stored(cohort) == "FORMING"


@pytest.mark.parametrize("action", ["complete", "run", "nonsense"])
def test_move_refuses_what_the_state_does_not_allow(cohort, organiser, action):
    with pytest.raises(NotPossibleNow):
        move(cohort, action, by=organiser)
    assert (stored(cohort), cohort.state) == ("RECRUITING", "RECRUITING")


@pytest.mark.parametrize("role", ["participant", "other_organiser", "judge", "stranger", "editor"])
def test_move_refuses_whom_the_policy_refuses(cohort, world, role):
    with pytest.raises(PermissionDenied):
        move(cohort, "form", by=world.people[role])
    assert stored(cohort) == "RECRUITING"


def test_the_system_may_move(cohort):
    move(cohort, "form", by=None)
    assert Event.objects.order_by("-pk").first().actor_label == "Twelvefold"


def test_available_actions_are_those_of_state_and_policy(cohort, organiser, participant):
    assert "form" in [transition.action for transition in available_actions(cohort, organiser)]
    assert "run" not in [transition.action for transition in available_actions(cohort, organiser)]
    assert available_actions(cohort, participant) == []


@pytest.mark.postgres
def test_two_moves_at_once_make_one(race):
    """C-01: one wins, the other is told."""
    from tests.factories.cohorts import CohortFactory

    cohort = CohortFactory(state="RECRUITING")
    copies = [Cohort.objects.get(pk=cohort.pk) for _ in range(3)]
    results = race(*[lambda copy=copy: move(copy, "form", by=None) for copy in copies])
    assert sum(isinstance(result, NotPossibleNow) for result in results) == 2
    assert Event.objects.filter(event="cohort.closed_to_people").count() == 1
