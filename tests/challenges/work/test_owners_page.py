"""What an owner's page of a challenge shows of the teams' work, and of who works on it."""

from datetime import timedelta

import pytest

from challenges.models import Milestone, Submission
from challenges.work.services import agree
from tests.clock import START
from tests.factories.challenges import MilestoneFactory
from tests.factories.work import ExtensionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(world):
    """The problem statement is for owners and wants their agreement."""
    Milestone.objects.filter(pk=world.milestone.pk).update(is_for_owners=True, needs_agreement=True)
    return world


def lines(sign_in, world, role="challenge_owner"):
    """The part on the teams' work: title, state, button."""
    parts = sign_in(role).get(f"/partner/briefs/{world.brief.key}/").context["parts"]
    return [
        (line.title, line.when, line.act) for part in parts if str(part.heading) == "Their work" for line in part.lines
    ]


def test_owner_sees_only_milestones_that_are_for_owners(world, sign_in):
    assert lines(sign_in, world) == []


def test_owner_is_waited_for_until_they_agree_and_reads_that_all_have(shown, sign_in):
    title = "Problem statement, Lantern"
    assert lines(sign_in, shown) == [(title, "Waits for you", "Read and agree")]
    assert lines(sign_in, shown, "organiser") == [(title, "Handed in", "Read it")]
    agree(version=shown.version, by=shown.people["challenge_owner"])
    assert lines(sign_in, shown) == [(title, "Handed in", "Read it")]
    agree(version=shown.version, by=shown.people["mentor"])
    assert lines(sign_in, shown) == [(title, "Agreed", "Read it")]


def test_more_time_for_a_team_is_not_the_owners_to_know(shown, sign_in):
    """D-07: late is said of the deadline of all."""
    Submission.objects.filter(pk=shown.submission.pk).delete()
    Milestone.objects.filter(pk=shown.milestone.pk).update(due_at=START - timedelta(days=1))
    address = f"/partner/briefs/{shown.brief.key}/"
    before = sign_in("challenge_owner").get(address).context["parts"]
    ExtensionFactory(milestone=shown.milestone, team=shown.team, due_at=START + timedelta(days=2))
    after = sign_in("challenge_owner").get(address).context["parts"]
    assert after == before


def test_page_names_the_people_and_the_mentors(world, sign_in):
    page = sign_in("challenge_owner").get(f"/partner/briefs/{world.brief.key}/")
    [(team, people, mentors)] = page.context["teams"]
    assert (team.name, [one["name"] for one in people], [one["name"] for one in mentors]) == (
        "Lantern",
        ["Hana Aziz", "Leo Marks"],
        ["Farah Iqbal"],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_for_one_milestone_and_three(shown, sign_in, django_assert_num_queries, count):
    for _number in range(count):
        MilestoneFactory(cohort=shown.cohort, is_for_owners=True)
    client = sign_in("challenge_owner")
    with django_assert_num_queries(30):
        client.get(f"/partner/briefs/{shown.brief.key}/")
