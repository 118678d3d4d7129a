"""The organisers' table of teams and milestones."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Milestone
from challenges.work import services
from challenges.work.table import work_table
from tests.challenges.work.test_services import hand_in
from tests.clock import START
from tests.factories.challenges import MilestoneFactory, MilestoneTemplateFactory, SubmissionFactory, VersionFactory
from tests.factories.cohorts import CohortFactory, TeamFactory
from tests.factories.work import DraftFactory, ExtensionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestones(world):
    """Three more: one that is late, one agreed, one with an extension; Compass is writing for the first."""
    late = MilestoneFactory(cohort=world.cohort, title="Late", due_at=START - timedelta(days=1))
    agreed = MilestoneFactory(cohort=world.cohort, title="Agreed", due_at=START - timedelta(days=2))
    longer = MilestoneFactory(cohort=world.cohort, title="Longer", due_at=START - timedelta(hours=3))
    VersionFactory(submission=SubmissionFactory(milestone=late, team=world.team), is_late=True)
    VersionFactory(submission=SubmissionFactory(milestone=agreed, team=world.team, agreed_at=START))
    ExtensionFactory(milestone=longer, team=world.other_team, due_at=START + timedelta(days=1))
    DraftFactory(milestone=world.milestone, team=world.other_team)
    return list(Milestone.objects.filter(cohort=world.cohort).in_order())


def test_each_cell_says_how_a_team_stands_and_what_is_owed(world, milestones):
    rows = work_table(world.cohort, milestones, START)
    stands = {row.team.name: [(cell.state, cell.is_owed) for cell in row.cells] for row in rows}
    assert stands == {
        "Lantern": [("agreed", False), ("late", False), ("nothing", True), ("handed_in", False)],
        "Compass": [("nothing", True), ("nothing", True), ("nothing", False), ("draft", False)],
    }
    assert [row.owed for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("query", "teams"),
    [
        ("", ["Lantern", "Compass"]),
        ("?sort=team", ["Compass", "Lantern"]),
        ("?sort=-owed", ["Compass", "Lantern"]),
        ("?state=agreed", ["Lantern"]),
        ("?state=draft", ["Compass"]),
        ("?q=comp", ["Compass"]),
    ],
)
def test_the_table_is_filtered_and_sorted(world, sign_in, milestones, query, teams):
    shown = sign_in("organiser").get(reverse("organise:work", args=["spring-2027"]) + query)
    assert [row.team.name for row in shown.context["page"].object_list] == teams


def test_the_table_sorts_and_filters_by_one_milestone(world, sign_in, milestones):
    key, address = milestones[0].key, reverse("organise:work", args=["spring-2027"])
    client = sign_in("organiser")
    shown = client.get(f"{address}?milestone={key}&state=owed")
    assert [row.team.name for row in shown.context["page"].object_list] == ["Compass"]
    shown = client.get(f"{address}?sort={key}")
    assert [row.team.name for row in shown.context["page"].object_list] == ["Compass", "Lantern"]


@pytest.mark.parametrize("query", ["sort=password", "state=x", "milestone=x", "team__secret=1", "q=%00"])
def test_what_the_table_does_not_know_is_a_bad_request(world, sign_in, query):
    """O-03."""
    assert sign_in("organiser").get(reverse("organise:work", args=["spring-2027"]) + f"?{query}").status_code == 400


def test_the_exports_hold_just_what_is_shown(world, sign_in, milestones):
    client = sign_in("organiser")
    text = client.get(reverse("organise:work_csv", args=["spring-2027"]) + "?state=agreed").content.decode("utf-8-sig")
    assert text.splitlines() == [
        '"Team","Agreed","Late","Longer","Problem statement","Owed"',
        '"Lantern","Agreed","Handed in late","Nothing yet","Handed in","1"',
    ]
    assert client.get(reverse("organise:work_xlsx", args=["spring-2027"])).content[:2] == b"PK"


def test_the_table_asks_the_same_for_few_teams_and_many(world, sign_in, django_assert_num_queries):
    client, address = sign_in("organiser"), reverse("organise:work", args=["spring-2027"])
    client.get(address)
    for number in (10, 40):
        with django_assert_num_queries(14):
            client.get(address)
        for team in TeamFactory.create_batch(number, cohort=world.cohort):
            VersionFactory(submission=SubmissionFactory(milestone=world.milestone, team=team))


def test_milestones_stand_in_the_order_that_organisers_gave_them(world, sign_in, milestones):
    client, address = sign_in("organiser"), reverse("organise:milestones", args=["spring-2027"])
    assert [row.title for row in client.get(address).context["milestones"]] == [row.title for row in milestones]
    client.post(address, {"down": milestones[0].key})
    client.post(address, {"up": milestones[0].key})
    client.post(address, {"up": milestones[2].key})
    order = [row.title for row in client.get(address).context["milestones"]]
    assert order == ["Agreed", "Longer", "Late", "Problem statement"]


def test_milestones_of_new_cohorts_are_moved_and_new_cohorts_get_them_so(world, sign_in):
    for week, title in ((3, "Statement"), (6, "Research")):
        MilestoneTemplateFactory(programme=world.programme, title=title, week=week)
    client, address = sign_in("organiser"), reverse("organise:milestone_templates", args=[world.programme.slug])
    rows = client.get(address).context["templates"]
    assert [row.title for row in rows] == ["Statement", "Pitch", "Research"]
    client.post(address, {"down": rows[0].pk})
    client.post(address, {"up": rows[2].pk})
    client.post(address, {"up": "0"})
    order = ["Pitch", "Research", "Statement"]
    assert [row.title for row in client.get(address).context["templates"]] == order
    cohort = CohortFactory(programme=world.programme)
    services.copy_milestones(cohort=cohort, by=world.people["organiser"])
    assert [row.title for row in Milestone.objects.filter(cohort=cohort).as_listed()] == order


def test_fields_of_a_form_are_added_changed_ordered_and_taken_away(world, sign_in):
    client, address = (
        sign_in("organiser"),
        reverse("organise:milestone_form", args=["spring-2027", world.milestone.key]),
    )
    data = {
        "f1-label": "How many people?",
        "f1-kind": "number",
        "f1-is_required": "on",
        "f1-place": "2",
        "f2-label": "Stage",
        "f2-kind": "choice",
        "f2-choices": "Idea\nTest\nIdea",
        "f2-place": "1",
    }
    client.post(address, data)
    stage, people = Milestone.objects.get(pk=world.milestone.pk).fields
    assert (stage.label, stage.choices, stage.is_required) == ("Stage", ("Idea", "Test"), False)
    second = {"f2-code": people.key, "f2-label": "People", "f2-kind": "number"}
    client.post(address, {"f1-code": stage.key, "f1-label": "", **second})
    [left] = Milestone.objects.get(pk=world.milestone.pk).fields
    assert (left.key, left.label) == (people.key, "People")
    refused = client.post(address, {"f1-label": "Choose", "f1-kind": "choice"})
    assert (refused.status_code, Milestone.objects.get(pk=world.milestone.pk).fields) == (422, [left])


def test_a_version_keeps_the_form_as_it_was_asked(world, sign_in):
    world.clash.delete()
    world.milestone.form = [{"key": "k", "label": "How many?", "is_required": False}]
    world.milestone.save()
    version = hand_in(world.milestone, world.team, world.people["participant"])
    world.milestone.form = []
    world.milestone.save()
    page = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    assert "How many?" in sign_in("participant").get(page).content.decode()
    assert [field.label for field, _answer in version.answered] == ["How many?"]
