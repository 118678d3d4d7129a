"""The public pages ask the database a constant number of questions, and few."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

from challenges.models import PitchDay
from challenges.results.models import Release
from cohorts.programmes.models import ProgrammeWeek
from cohorts.programmes.workflow import CohortState
from tests.clock import START
from tests.factories import challenges, cohorts
from tests.factories.cms import TEXT, home, make_cohort_page, make_news, make_programme_page

pytestmark = pytest.mark.django_db
HOME, COHORT, COHORTS, PROGRAMME, CHALLENGES, NEWS, ARTICLE, SITEMAP = 9, 11, 6, 8, 8, 7, 5, 10


@pytest.fixture
def cohort():
    programme = cohorts.ProgrammeFactory()
    for number in range(1, 13):
        ProgrammeWeek.objects.create(programme=programme, number=number, title=f"Theme {number}")
    return cohorts.CohortFactory(programme=programme, slug="spring")


@pytest.fixture
def count(client, django_assert_num_queries):
    """Opens the page twice: what is found once a process is not counted."""

    def run(address, number):
        client.get(address)
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200

    ContentType.objects.clear_cache()
    cache.clear()
    return run


def furnish(cohort, number):
    """The cohort has this many more teams, members, challenges, visits, skills."""
    for _ in range(number):
        team = cohorts.TeamFactory(cohort=cohort)
        cohorts.TeamMemberFactory(team=team, participant__cohort=cohort)
        brief = challenges.BriefFactory(cohort=cohort, public_at=START)
        allocation = challenges.Allocation.objects.filter(cohort=cohort).first()
        allocation = allocation or challenges.AllocationFactory(cohort=cohort)
        challenges.AllocationLineFactory(allocation=allocation, team=team, brief=brief)
        cohorts.VisitFactory(cohort=cohort, starts_at=START + timedelta(days=2))
        cohorts.SkillFactory(programme=cohort.programme)


@pytest.mark.parametrize("number", [1, 3])
def test_home(cohort, count, number):
    page = home()
    news = make_news()
    page.programme, page.action_words, page.action_page = cohort.programme, "News", news
    page.facts = [("fact", {"figure": "1", "words": "one"})] * number
    door = {"title": "Join", "words": "Us", "link_words": "Who", "page": news}
    page.doors = [("door", door)] * number
    page.save()
    furnish(cohort, number)
    count("/", HOME)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("is_released", [False, True])
def test_cohort(cohort, count, number, is_released):
    make_cohort_page(cohort, body=TEXT)
    furnish(cohort, number)
    if is_released:
        release(cohort)
    # With a result it comes from its row, for crowds.
    count("/cohorts/spring/", 1 if is_released else COHORT)


def release(cohort):
    day = PitchDay.objects.filter(cohort=cohort).first() or challenges.PitchDayFactory(cohort=cohort)
    winner = {"name": "Kite", "challenge": "How?", "owner": "Leeds"}
    snapshot = {"winners": [winner], "panel": [], "reasons": "Clear.", "place": "", "teams": []}
    Release.objects.create(
        cohort=cohort,
        released_by=challenges.DecisionFactory(pitch_day=day).decided_by,
        released_at=START,
        # The first look writes once that there was one.
        seen_at=START,
        snapshot=snapshot,
        digest="0" * 64,
    )


@pytest.mark.parametrize("number", [1, 3])
def test_cohorts_and_programme(cohort, count, number):
    make_programme_page(cohort.programme, slug="programme")
    for _ in range(number):
        other = cohorts.CohortFactory(programme=cohort.programme, state=CohortState.COMPLETED)
        make_cohort_page(other)
        release(other)
    furnish(cohort, number)
    count("/cohorts/", COHORTS)
    count("/programme/", PROGRAMME)


@pytest.mark.parametrize("number", [1, 3])
def test_challenges_news_and_sitemap(cohort, count, number):
    furnish(cohort, number)
    for place in range(number):
        make_news(f"News {place}")
    count("/challenges/", CHALLENGES)
    count("/news/", NEWS)
    count("/news/news-0/", ARTICLE)
    count("/sitemap.xml", SITEMAP)
