"""The cohort's public page shows its teams thirty at a time; a page that is not there gives the last one."""

import re

import pytest

from cohorts.models import Team
from tests.clock import START
from tests.factories import cohorts
from tests.factories.cms import make_cohort_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(client):
    """The teams that stand on the page at this address."""
    cohort = cohorts.CohortFactory(slug="spring")
    Team.objects.bulk_create(
        Team(cohort=cohort, name=f"Team {number:02d}", number=number, formed_at=START) for number in range(1, 33)
    )
    make_cohort_page(cohort)

    def found(query=""):
        return re.findall(r"Team \d\d", client.get(f"/cohorts/spring/{query}").content.decode())

    return found


def test_teams_stand_on_pages_of_thirty(names):
    assert names() == [f"Team {number:02d}" for number in range(1, 31)]
    assert names("?page=2") == ["Team 31", "Team 32"]


def test_a_page_that_is_not_there_gives_the_last(names):
    assert names("?page=9") == ["Team 31", "Team 32"]
