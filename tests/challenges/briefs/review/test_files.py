"""Files of a challenge for those who review it: by the file's level, and only as long as they are reviewers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.briefs.intake.services import add_file
from challenges.briefs.review import services
from core.access import can
from tests.factories.challenges import BriefFactory
from tests.factories.intake import BriefFileFactory

pytestmark = pytest.mark.django_db
LEVELS = ["OWNERS", "REVIEWERS", "TEAMS", "PUBLIC"]


@pytest.fixture
def files(reviewed):
    """One file of each level, the strictest first, on a challenge that is in review."""
    return [
        add_file(
            brief=reviewed.brief,
            upload=SimpleUploadedFile("damp.csv", b"home,damp\n1,yes\n"),
            title=f"For {level}",
            readers=level,
            by=reviewed.organiser,
        )
        for level in LEVELS
    ]


def answers(client, files):
    found = [client.get(reverse("partner:brief_file", args=[file.key])) for file in files]
    assert {b"".join(one.streaming_content) for one in found if one.streaming} <= {b"home,damp\n1,yes\n"}
    return [one.status_code for one in found]


def test_a_reviewer_opens_files_of_their_level_until_the_review_is_called_off(reviewed, files, client):
    """O-10: never those of owners alone, on the page neither, and nothing once they are no reviewer."""
    client.force_login(reviewed.one)
    assert answers(client, files) == [404, 200, 200, 200]
    page = client.get(reverse("partner:review", args=[reviewed.reviews[0].key]))
    assert page.context["files"] == files[1:]
    links = [reverse("partner:brief_file", args=[file.key]) in page.content.decode() for file in files]
    assert links == [False, True, True, True]
    # The page of all files with their readers is not theirs.
    assert client.get(reverse("partner:brief_attachments", args=[reviewed.brief.key])).status_code == 404
    services.call_off_review(review=reviewed.reviews[0], reason="They are away.", by=reviewed.organiser)
    assert answers(client, files) == [404, 404, 404, 404]


def test_a_reviewer_of_one_challenge_opens_no_file_of_another(reviewed):
    """O-02: the role is held on the challenge, by predicate and scope alike."""
    other = BriefFileFactory(brief=BriefFactory(cohort=reviewed.brief.cohort, state="IN_REVIEW"), readers="REVIEWERS")
    own = BriefFileFactory(brief=reviewed.brief, readers="REVIEWERS")
    assert [can(reviewed.one, "brief_file.view", file) for file in (own, other)] == [True, False]
    assert list(type(own).objects.visible_to(reviewed.one)) == [own]
