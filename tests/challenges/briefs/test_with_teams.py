"""Challenges given with the teams: publishing teams proposes an allocation, and shows participants nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.briefs.services import propose_with_teams
from challenges.briefs.workflow import AllocationState
from challenges.models import Allocation
from cohorts.models import Cohort
from cohorts.teams import services
from cohorts.teams.snapshot import fingerprint, freeze
from core.audit.models import Event
from core.models import OutboxMessage
from tests.cohorts.teams.conftest import add_person
from tests.factories.challenges import AllocationFactory, BriefFactory
from tests.factories.cohorts import CohortFactory, StaffFactory, TeamFactory, TeamProposalFactory, TopicFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(db):
    """A proposal of two teams whose forecast is one challenge and one topic that is none."""
    cohort = CohortFactory(slug="autumn-2027", state="FORMING")
    organiser = StaffFactory(programme=cohort.programme, user=UserFactory(email="olu@example.com")).user
    people = [add_person(cohort, place, name) for place, name in enumerate(("Amara Osei", "Joe Pritchard"))]
    brief = BriefFactory(cohort=cohort, short_name="Zqhomes")
    topics = [
        TopicFactory(cohort=cohort, name="Zqhomes", brief_key=brief.key),
        TopicFactory(cohort=cohort, name="Zqidea"),
    ]
    frozen = freeze(cohort)
    proposal = TeamProposalFactory(
        cohort=cohort,
        rules={"size_min": 1, "size_max": 2, "mix_within": None},
        snapshot=frozen,
        snapshot_hash=fingerprint(frozen),
        names=["Kite", "Loom"],
        result={"topics": {"1": topics[0].key, "2": topics[1].key}},
    )
    for number, person in enumerate(people, start=1):
        proposal.places.create(participant=person, team_number=number)
    proposal.brief, proposal.organiser, proposal.people = brief, organiser, people
    return proposal


def publish(proposal):
    proposal.refresh_from_db(fields=["version"])
    return services.publish_teams(proposal=proposal, expected_version=proposal.version, by=proposal.organiser)


def test_challenges_after_the_teams_are_not_proposed(ready):
    """After is the default, as in the pilot."""
    publish(ready)
    assert Allocation.objects.count() == 0


def test_challenges_with_the_teams_are_proposed_and_not_published(ready):
    Cohort.objects.update(briefs_given="with")
    teams = publish(ready)
    made = Allocation.objects.get()
    assert (made.state, made.asked_by) == (AllocationState.READY, ready.organiser)
    assert [(line.team, line.brief, line.choice) for line in made.lines.all()] == [(teams[0], ready.brief, None)]
    events = Event.objects.filter(event__startswith="allocation.").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["allocation.asked", "allocation.proposed"]
    assert set(OutboxMessage.objects.values_list("kind", flat=True)) == {"teams.published"}


@pytest.mark.parametrize("given", ["after", "with"])
def test_forecast_is_never_shown_to_participants(ready, given):
    """O-02: neither page nor letter tells which topic the engine thought of."""
    Cohort.objects.update(briefs_given=given)
    ready.brief.state = "DRAFT"
    ready.brief.save()
    publish(ready)
    client = Client()
    client.force_login(ready.people[0].user)
    for name in ("week", "team", "briefs"):
        page = client.get(reverse(f"my:{name}", args=["autumn-2027"])).content.decode()
        assert ("Zqhomes" in page, "Zqidea" in page) == (False, False)
    assert [body for body in OutboxMessage.objects.values_list("body", flat=True) if "Zq" in body] == []


def test_nothing_is_proposed_beside_what_is_published_or_without_a_challenge(ready):
    team = TeamFactory(cohort=ready.cohort)
    wanted = {"cohort": ready.cohort, "by": None}
    assert propose_with_teams(teams=[(team, ""), (team, "gone")], **wanted) is None
    AllocationFactory(cohort=ready.cohort, state=AllocationState.PUBLISHED)
    assert propose_with_teams(teams=[(team, ready.brief.key)], **wanted) is None
    assert Allocation.objects.count() == 1
