"""A year after the cohort nobody can read who said what of a challenge; the challenge and its versions stay."""

from datetime import timedelta

import pytest

from challenges.briefs.review import erasers
from challenges.briefs.review.models import Backing, FieldComment, Review, SensitivityCheck
from challenges.models import BriefVersion
from tests.clock import START
from tests.factories.reviews import BackingFactory, FieldCommentFactory, ReviewFactory, SensitivityCheckFactory

pytestmark = pytest.mark.django_db
KINDS = (Review, FieldComment, SensitivityCheck, Backing)


@pytest.fixture
def kept():
    review = ReviewFactory()
    FieldCommentFactory(version=review.version)
    SensitivityCheckFactory(brief=review.version.brief)
    BackingFactory(brief=review.version.brief)
    return review.version.brief.cohort


def counts():
    return [kind.objects.count() for kind in KINDS]


def test_what_was_said_is_gone_a_year_after_the_end_and_not_before(kept):
    end = START.replace(year=kept.ends_on.year, month=kept.ends_on.month, day=kept.ends_on.day)
    for days, left in ((300, [1, 1, 1, 1]), (400, [0, 0, 0, 0])):
        for erase in (erasers.reviews, erasers.papers):
            erase(end + timedelta(days=days), False)
        assert counts() == left
    assert BriefVersion.objects.count() == 1


def test_a_dry_run_counts_and_removes_nothing(kept):
    late = START + timedelta(days=1000)
    told = [pair for erase in (erasers.reviews, erasers.papers) for pair in erase(late, True)]
    assert [number for _label, number in told] == [1, 1, 1, 1]
    assert counts() == [1, 1, 1, 1]
