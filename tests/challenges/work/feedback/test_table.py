"""The organisers' table of feedback: requests, comments and marks by team and milestone."""

import pytest
from django.urls import reverse

from challenges.models import Milestone
from challenges.work.feedback.table import feedback_table
from tests.challenges.work.feedback.scene import prepare
from tests.clock import START
from tests.factories.challenges import SubmissionFactory, VersionFactory
from tests.factories.cohorts import TeamFactory
from tests.factories.feedback import FeedbackRequestFactory, MarkRoundFactory, MarkSheetFactory, WorkCommentFactory

pytestmark = pytest.mark.django_db
CSV = '"Lantern","Problem statement","2","1","2","1","Tue 9 Mar 2027","1","2"'


@pytest.fixture
def busy(world):
    """Lantern has two comments of two people, one settled; a request; one of two marks. Drafts count for nothing."""
    version = prepare(world)
    WorkCommentFactory(version=version, audience="TEAM")
    WorkCommentFactory(version=version, settled_at=START)
    WorkCommentFactory(version=version, taken_back_at=START)
    WorkCommentFactory(version=version, sent_at=None)
    FeedbackRequestFactory(version=version)
    FeedbackRequestFactory(version=version, state="DECLINED")
    round_ = MarkRoundFactory(version=version)
    MarkSheetFactory(round=round_, handed_in_at=START)
    MarkSheetFactory(round=round_)
    return version


def test_each_cell_says_what_was_asked_and_given(world, busy):
    lantern, compass = feedback_table(world.cohort, list(Milestone.objects.filter(cohort=world.cohort)))
    [cell] = lantern.cells
    told = (cell.comments, cell.open, len(cell.people), cell.asked, cell.since, cell.sheets_in, cell.sheets)
    assert told == (2, 1, 2, 1, START, 1, 2)
    assert (compass.cells[0].key, compass.since, compass.given) == ("", None, 0)


@pytest.mark.parametrize(
    ("query", "teams"),
    [
        ("", ["Lantern", "Compass"]),
        ("?sort=team", ["Compass", "Lantern"]),
        ("?sort=-given", ["Lantern", "Compass"]),
        ("?sort=waiting", ["Lantern", "Compass"]),
        ("?state=waiting", ["Lantern"]),
        ("?state=without", []),
        ("?q=comp", ["Compass"]),
    ],
)
def test_the_table_is_filtered_and_sorted(world, sign_in, busy, query, teams):
    shown = sign_in("organiser").get(reverse("organise:work_feedback_teams", args=["spring-2027"]) + query)
    assert [row.team.name for row in shown.context["page"].object_list] == teams


@pytest.mark.parametrize("query", ["sort=secret", "state=x", "x=1"])
def test_what_the_table_does_not_know_is_a_bad_request(world, sign_in, query):
    """O-03."""
    page = reverse("organise:work_feedback_teams", args=["spring-2027"])
    assert sign_in("organiser").get(f"{page}?{query}").status_code == 400


def test_the_export_has_a_line_for_each_piece_of_work(world, sign_in, busy):
    text = sign_in("organiser").get(reverse("organise:work_feedback_csv", args=["spring-2027"])).content
    assert text.decode("utf-8-sig").splitlines()[1:] == [CSV]


def test_the_table_asks_the_same_for_ten_teams_and_four_hundred(world, sign_in, busy, django_assert_num_queries):
    client, address = sign_in("organiser"), reverse("organise:work_feedback_teams", args=["spring-2027"])
    client.get(address)
    for number in (10, 390):
        teams = TeamFactory.create_batch(number, cohort=world.cohort)
        made = [SubmissionFactory(milestone=world.milestone, team=team) for team in teams]
        for version in [VersionFactory(submission=row) for row in made[:10]]:
            WorkCommentFactory(version=version, author=world.people["mentor"])
            FeedbackRequestFactory(version=version, asked_of=world.people["mentor"])
        with django_assert_num_queries(14):
            client.get(address)


def test_what_organisers_do_not_see_is_not_in_the_table_nor_the_export(world, sign_in, busy):
    Milestone.objects.update(is_for_organisers=False)
    client = sign_in("organiser")
    shown = client.get(reverse("organise:work_feedback_teams", args=["spring-2027"]))
    export = client.get(reverse("organise:work_feedback_csv", args=["spring-2027"])).content.decode("utf-8-sig")
    assert (shown.context["milestones"], export.splitlines()[1:]) == ([], [])
    assert "No milestones that organisers see" in shown.content.decode()
