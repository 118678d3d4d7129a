"""The public pages: what they show, and what stands at which address."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from challenges.briefs.workflow import BriefState
from cms.models import CohortPage, HomePage, NewsPage, OrdinaryPage
from cohorts.programmes.models import ProgrammeWeek
from cohorts.programmes.workflow import CohortState
from tests.clock import START
from tests.factories import challenges, cohorts, core
from tests.factories.cms import home, make_cohort_page, make_news, make_ordinary, make_programme_page

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/cohorts/", "/challenges/", "/news/", "/about/", "/accessibility/", "/privacy/"]
)
def test_a_new_site_has_its_pages(client, address):
    assert client.get(address).status_code == 200


def test_home_breaks_its_title_by_sentences(client):
    said = text(client, "/")
    assert "<h1>Two sectors, one team.<br>Twelve weeks.<br>A real public problem.</h1>" in said
    assert "<title>Digital skills for public problems – Twelvefold</title>" in said


def test_home_shows_dial_figures_doors_and_questions(client):
    programme = cohorts.ProgrammeFactory()
    for number in range(1, 13):
        ProgrammeWeek.objects.create(programme=programme, number=number, title=f"Theme {number}")
    about = OrdinaryPage.objects.get(slug="about")
    page = home()
    page.programme = programme
    page.action_words, page.action_page, page.action_note = "Read more", about, "Open until Friday"
    page.facts = [("fact", {"figure": "38", "words": "participants"})]
    page.doors = [("door", {"title": "Join a team", "words": "A day a week.", "link_words": "Who can", "page": about})]
    page.save()
    brief = challenges.BriefFactory(public_at=START, owner=core.OrganisationFactory(name="Leeds City Council"))
    said = text(client, "/")
    assert "The 12 weeks: 1 Theme 1; 2 Theme 2" in said
    assert "<dt>participants</dt><dd>38</dd>" in said
    assert '<a class="btn btn-main btn-l" href="/about/">Read more</a>' in said
    assert '<a href="/about/">Who can</a>' in said
    assert brief.question in said
    assert "Leeds City Council" in said
    assert '<a class="more" href="/challenges/">The challenge</a>' in said


def test_one_query_finds_a_page_of_any_kind_whole(django_assert_num_queries, rf):
    page = make_cohort_page()
    root = home()
    request = rf.get("/")
    root.route(request, ["cohorts"])
    with django_assert_num_queries(1):
        found = root.route(request, ["cohorts", page.slug]).page
        assert found.cohort.programme.name == page.cohort.programme.name
    assert type(found) is CohortPage
    stored = CohortPage.objects.get(pk=page.pk)
    assert all(getattr(found, field.attname) == getattr(stored, field.attname) for field in CohortPage._meta.fields)


def test_a_page_that_is_not_live_is_not_there(client):
    page = make_news()
    assert client.get(page.url).status_code == 200
    page.unpublish()
    assert client.get(page.url).status_code == 404


def test_the_page_of_a_cohort_stands_at_the_cohorts_address(client):
    page = make_cohort_page(cohorts.CohortFactory(slug="spring-2027"), slug="something-else")
    assert page.slug == "spring-2027"
    assert client.get("/cohorts/spring-2027/").status_code == 200


def test_a_draft_cohort_has_no_page():
    with pytest.raises(ValidationError, match="draft"):
        make_cohort_page(cohorts.CohortFactory(state=CohortState.DRAFT))


def test_cohort_page_tells_the_week(client):
    cohort = cohorts.CohortFactory(name="Spring 2027")
    cohort.weeks.filter(number=5).update(title="User research", summary="Bring five interviews back")
    page = make_cohort_page(cohort)
    assert "<strong>This is week 5: user research.</strong> Bring five interviews back.</p>" in text(client, page.url)
    visit = cohorts.VisitFactory(cohort=cohort, town="Bristol", host__name="Calder & Finch")
    said = text(client, page.url)
    assert (
        "<strong>This is week 5: user research.</strong> On Thu 11 Mar the cohort visits Calder &amp; Finch, Bristol."
        in said
    )
    assert 'aria-label="Week 5 of 12: user research"' in said
    assert 'aria-current="step"><b>5' in said
    assert visit.title in said


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CohortState.RECRUITING, "This cohort is open for people."),
        (CohortState.FORMING, "The teams are being formed."),
        (CohortState.CANCELLED, "This cohort was cancelled."),
        (CohortState.RUNNING, "This is week 5: theme 5."),
    ],
)
def test_cohort_page_says_where_the_cohort_stands(client, state, words):
    assert words in text(client, make_cohort_page(cohorts.CohortFactory(state=state)).url)


def test_cohort_page_after_the_last_week_says_that_it_is_over(client, clock):
    page = make_cohort_page()
    clock.forward(days=70)
    assert "The twelve weeks are over." in text(client, page.url)


def test_teams_are_shown_as_numbers_never_as_names(client, world):
    world.brief.public_at = START
    world.brief.save()
    said = text(client, make_cohort_page(world.cohort).url)
    assert ">Two teams, 3 people</h2>" in said
    assert "2 public, 1 private" in said
    assert 'aria-label="1 public, 1 private"' in said
    assert world.brief.question in said
    shown = [role for role, person in world.people.items() if person.last_name in said or person.email in said]
    # Calder & Finch is the host's company, not the person Calla Finch.
    assert [role for role in shown if role != "host"] == []


def test_challenges_stand_on_their_own_until_they_are_given_out(client, world):
    world.brief.public_at = START
    world.brief.save()
    address = make_cohort_page(world.cohort).url
    assert "Challenges offered to this cohort" not in text(client, address)
    world.line.delete()
    said = text(client, address)
    assert "Challenges offered to this cohort" in said
    assert world.brief.question in said


def test_challenges_that_are_not_public_are_absent(client, world):
    """O-10: neither drafts, nor withdrawn ones, nor those whose owner has not agreed; in no place."""
    make_cohort_page(world.cohort)
    made = {
        state: challenges.BriefFactory(cohort=world.cohort, state=state, public_at=START, question=f"{state} question?")
        for state in BriefState.values
    }
    hidden = challenges.BriefFactory(cohort=world.cohort, public_at=None, question="Hidden question?")
    world.line.brief = made["WITHDRAWN"]
    world.line.save()
    for address in ("/", "/challenges/", "/cohorts/", "/cohorts/spring-2027/", "/sitemap.xml"):
        said = text(client, address)
        shown = {state for state, brief in made.items() if brief.question in said}
        assert shown - {"PUBLISHED", "CLOSED"} == set()
        assert hidden.question not in said
    assert {state for state, brief in made.items() if brief.question in text(client, "/challenges/")} == {
        "PUBLISHED",
        "CLOSED",
    }


def test_programme_page_lists_its_skills_and_cohorts(client, world):
    cohorts.SkillFactory(programme=world.programme, name="User research")
    make_cohort_page(world.cohort, title="Spring 2027 cohort")
    make_cohort_page(world.other_cohort, title="Not of this programme")
    said = text(client, make_programme_page(world.programme).url)
    assert "<li>User research</li>" in said
    assert "Spring 2027 cohort" in said
    assert "Not of this programme" not in said


def test_cohorts_are_listed_with_where_they_stand(client, world):
    make_cohort_page(world.cohort)
    said = text(client, "/cohorts/")
    assert "Week 5 of 12" in said
    assert "8 February to 30 April 2027" in said
    assert "Not decided yet" in said


@pytest.mark.parametrize(
    ("address", "words"),
    [("/news/", "No news yet"), ("/challenges/", "No challenges are public yet"), ("/cohorts/", "No cohort is public")],
)
def test_an_empty_list_says_what_will_stand_there(client, address, words):
    assert words in text(client, address)


def test_news_page_numbers_beyond_the_last_show_the_last(client):
    """W-05: neither a far page nor a number of a thousand digits costs more."""
    for number in range(12):
        make_news(f"News {number:02}", slug=f"n-{number}")
    for page in ("999999", "-1", "x", "9" * 5000):
        said = text(client, f"/news/?page={page}")
        assert said.count("<time") in (2, 10)
    assert "11 to 12 of 12" in text(client, "/news/?page=999999")


def test_shared_links_tell_title_and_description_at_the_sites_own_address(client, settings):
    settings.SITE_URL = "https://twelvefold.example.com"
    page = make_news("Spring begins", lede="Thirty-eight people start.")
    said = text(client, page.url)
    assert '<meta name="description" content="Thirty-eight people start.">' in said
    assert '<meta property="og:url" content="https://twelvefold.example.com/news/spring-begins/">' in said
    assert '<link rel="canonical" href="https://twelvefold.example.com/news/spring-begins/">' in said


def test_sitemap_lists_live_pages_at_the_sites_own_address(client, settings):
    settings.SITE_URL = "https://twelvefold.example.com"
    make_news("Spring begins")
    make_news("A secret").unpublish()
    said = text(client, "/sitemap.xml")
    assert "<loc>https://twelvefold.example.com/news/spring-begins/</loc>" in said
    assert "<loc>https://twelvefold.example.com/</loc>" in said
    assert "secret" not in said


def test_robots_are_told_what_to_leave_alone(client):
    said = text(client, "/robots.txt")
    assert said.splitlines()[:3] == ["User-agent: *", "Disallow: /organise/", "Disallow: /my/"]
    assert said.splitlines()[-1] == "Sitemap: http://localhost:8000/sitemap.xml"


def test_there_is_one_home_and_its_pages_say_what_they_are_about():
    assert HomePage.objects.count() == 1
    assert NewsPage.objects.count() == 0
    assert make_ordinary(lede="How to reach us").description == "How to reach us"


def test_favicon_leads_to_the_mark(client):
    assert client.get("/favicon.ico").url == "/static/favicon.svg"
