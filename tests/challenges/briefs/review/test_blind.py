"""Two worlds that differ in the other reviewer's review are one to everybody else, byte for byte, until both are in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.briefs.review import services
from challenges.briefs.review.models import FieldComment, Review
from tests.challenges.briefs.review.conftest import opinion
from tests.factories.cohorts import StaffFactory
from tests.factories.core import UserFactory
from tests.trust.test_worlds import masked, signed_in

pytestmark = pytest.mark.django_db


def looks(way, review):
    """Everything that the other reviewer, an organiser and the owner can open: bytes and number of queries."""
    slug, key = way.brief.cohort.slug, way.brief.key
    pages = {
        way.two: [
            reverse("partner:review", args=[way.reviews[1].key]),
            reverse("partner:review", args=[review.key]),
            "/partner/",
        ],
        way.organiser: [
            reverse("organise:brief_review", args=[slug, key]),
            reverse("organise:briefs_board", args=[slug]),
            reverse("organise:brief_versions", args=[slug, key]),
            reverse("organise:brief", args=[slug, key]),
            f"/organise/{slug}/",
        ],
        way.owner: [reverse("partner:brief_comments", args=[key]), reverse("partner:brief", args=[key])],
    }
    found = {}
    for person, addresses in pages.items():
        client = signed_in(person)
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(address)
            found[person.email, address] = (answer.status_code, masked(answer.content.decode()), len(queries))
    return found


@pytest.fixture
def begun(reviewed):
    """The first reviewer has commented and handed in; an organiser who reviews too would be no exception."""
    first = reviewed.reviews[0]
    services.add_comment(version=first.version, field="need", text="First secret", by=reviewed.one)
    services.hand_in_review(review=first, opinion=opinion(3, summary="Second secret"), by=reviewed.one)
    return reviewed


def other_world(first):
    """The same review with everything in it different."""
    notes = dict.fromkeys(first.levels, "Third secret, and longer")
    changed = {"levels": dict.fromkeys(first.levels, 0), "notes": notes, "advice": "REJECT", "summary": "Other"}
    Review.objects.filter(pk=first.pk).update(**changed)
    FieldComment.objects.filter(review=first).update(text="Quite another comment", field="summary")


def test_neither_the_other_reviewer_nor_an_organiser_sees_a_difference_before_both_are_in(begun):
    """J-01, T2: pages and numbers of queries are identical with the first review changed."""
    first = begun.reviews[0]
    before = looks(begun, first)
    other_world(first)
    assert looks(begun, first) == before
    assert {status for status, _page, _queries in before.values()} == {200, 404}


def test_both_worlds_differ_for_them_once_both_are_in(begun):
    """The test above would notice: reviewer and organiser are shown what was hidden, the owner never."""
    first = begun.reviews[0]
    services.hand_in_review(review=begun.reviews[1], opinion=opinion(2), by=begun.two)
    before = looks(begun, first)
    other_world(first)
    after = looks(begun, first)
    differing = {email for (email, address), look in after.items() if look != before[email, address]}
    assert differing == {"two@example.com", "organiser@example.com"}


def test_an_organiser_who_reviews_sees_no_more_than_a_reviewer(way, world):
    """T2: running the cohort opens nothing to somebody who still owes a review."""
    colleague = UserFactory(email="colleague@example.com")
    StaffFactory(programme=world.programme, user=colleague)
    third = UserFactory(email="third@example.com")
    named = [services.Named(email=person.email) for person in (way.one, way.two, third, colleague)]
    way.reviews = services.start_review(brief=way.brief, reviewers=named, by=way.organiser)
    for review, person in zip(way.reviews[:3], (way.one, way.two, third), strict=True):
        services.hand_in_review(review=review, opinion=opinion(1, summary="Read by all but one"), by=person)
    address = reverse("organise:brief_review", args=[way.brief.cohort.slug, way.brief.key])
    seen = {
        person: "Read by all but one" in signed_in(person).get(address).content.decode()
        for person in (way.organiser, colleague)
    }
    assert seen == {way.organiser: True, colleague: False}
