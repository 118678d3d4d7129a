"""The frame of every page: places, cohorts, account, and what it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from desk.chrome import Chrome
from desk.places import door_of, part_of
from tests.factories import challenges, cohorts


def frame(path, user=None, cohort=None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    if cohort is not None:
        request.cohort = cohort
    return Chrome(request)


def labels(entries):
    return [str(entry.label) for entry in entries]


def current(places):
    return [str(place.label) for place in places if place.is_current]


@pytest.mark.parametrize(
    "path, door",
    [
        ("/organise/spring-2027/", "organise"),
        ("/my/spring-2027/team/", "my"),
        ("/partner/", "partner"),
        ("/judge/", "judge"),
        ("/accounts/login/", "account"),
        ("/account/", "account"),
        ("/", "public"),
        ("/news/", "public"),
        ("", "public"),
    ],
)
def test_door_is_told_by_the_first_part_of_the_address(path, door):
    assert door_of(path) == door


def test_part_is_what_follows_the_cohort():
    assert [part_of(path) for path in ("/organise/spring-2027/", "/organise/spring-2027/people/add/", "/my/")] == [
        "",
        "people",
        "",
    ]


def test_frame_of_organisers_has_their_seven_places(world, organiser):
    chrome = frame("/organise/spring-2027/", organiser, world.cohort)
    assert labels(chrome.places) == [
        "Today",
        "People",
        "Teams",
        "Challenges",
        "Calendar",
        "Pitch day",
        "Messages",
    ]
    assert chrome.home_url == "/organise/spring-2027/"


@pytest.mark.parametrize(
    "path, place",
    [
        ("/organise/spring-2027/", "Today"),
        ("/organise/spring-2027/changes/", "Today"),
        ("/organise/spring-2027/mentors/add/", "People"),
        ("/organise/spring-2027/allocations/abc/", "Challenges"),
        ("/organise/spring-2027/visits/", "Calendar"),
        ("/organise/spring-2027/milestones/abc/", "Calendar"),
        ("/organise/spring-2027/results/", "Pitch day"),
    ],
)
def test_current_place_is_the_one_the_page_belongs_to(world, organiser, path, place):
    assert current(frame(path, organiser, world.cohort).places) == [place]


def test_page_about_no_cohort_leads_back_to_the_likeliest_one(world, organiser):
    chrome = frame("/organise/programmes/", organiser)
    assert (chrome.cohort, current(chrome.places)) == (world.cohort, [])


def test_frame_of_participants_has_the_profile_and_that_of_mentors_has_not(world, participant, mentor):
    of_participant = frame("/my/spring-2027/profile/", participant, world.cohort)
    of_mentor = frame("/my/spring-2027/", mentor, world.cohort)
    places = ["This week", "Team", "Challenges", "Programme days", "Milestones"]
    assert labels(of_participant.places) == [*places, "Profile"]
    assert current(of_participant.places) == ["Profile"]
    assert labels(of_mentor.places) == places


def test_switcher_shows_own_cohorts_behind_this_door_only(world, organiser):
    """O-05: the cohorts of others stand in no menu."""
    second = cohorts.CohortFactory(programme=world.programme, name="Autumn 2027", slug="autumn-2027", state="DRAFT")
    cohorts.ParticipantFactory(cohort=world.other_cohort, user=organiser)
    chrome = frame("/organise/autumn-2027/", organiser, second)
    assert [(one.name, one.url, one.is_current) for one in chrome.cohorts] == [
        ("Spring 2027", "/organise/spring-2027/", False),
        ("Autumn 2027", "/organise/autumn-2027/", True),
    ]
    assert labels(chrome.cohort_links) == ["Settings of this cohort", "All programmes"]
    mine = frame("/my/elsewhere/", organiser, world.other_cohort)
    assert [(one.name, one.url) for one in mine.cohorts] == [("Elsewhere", "/my/elsewhere/")]
    assert mine.cohort_links == []


def test_participant_of_two_cohorts_can_switch(world, participant, sign_in):
    cohorts.ParticipantFactory(cohort=world.other_cohort, user=participant)
    page = sign_in("participant").get("/my/elsewhere/")
    assert [(one.name, one.url, one.is_current) for one in page.context["chrome"].cohorts] == [
        ("Elsewhere", "/my/elsewhere/", True),
        ("Spring 2027", "/my/spring-2027/", False),
    ]


def test_account_links_to_the_start_pages_of_other_roles(world, organiser):
    challenges.BriefOwnerFactory(brief=world.brief, user=organiser)
    challenges.PanelSeatFactory(pitch_day=world.pitch_day, user=organiser)
    account = frame("/organise/spring-2027/", organiser, world.cohort).account
    assert (account.name, account.initials) == ("Ade Bankole", "AB")
    assert [(str(link.label), link.url, link.post) for link in account.links] == [
        ("Judge", "/judge/", False),
        ("Challenges and visits", "/partner/", False),
        ("My account", "/account/", False),
        ("Sign out", "/accounts/logout/", True),
    ]


def test_account_of_editor_and_administrator_leads_to_their_work(world, editor, administrator):
    assert labels(frame("/account/", editor).account.links) == ["Edit public pages", "My account", "Sign out"]
    links = labels(frame("/account/", administrator).account.links)
    assert links == ["Organise", "Accounts of the site", "My account", "Sign out"]


def test_public_pages_lead_to_the_start_page_without_asking_for_roles(world, organiser, django_assert_num_queries):
    chrome = frame("/news/", organiser)
    with django_assert_num_queries(0):
        found = (labels(chrome.account.links), chrome.home_url, chrome.cohort, chrome.cohorts)
    assert found == (["My start page", "My account", "Sign out"], "/", None, [])


def test_visitor_has_no_account_and_no_private_places(world):
    chrome = frame("/accounts/login/")
    assert (chrome.account, chrome.places, chrome.home_url, chrome.cohorts) == (None, [], "/", [])


@pytest.mark.parametrize("door, home", [("/partner/", "/partner/"), ("/judge/", "/judge/"), ("/account/", "/start/")])
def test_mark_leads_to_the_home_of_the_door(world, judge, door, home):
    assert frame(door, judge).home_url == home


def test_door_without_own_cohort_has_no_places(world, stranger):
    chrome = frame("/organise/programmes/", stranger)
    assert (chrome.places, chrome.cohorts, chrome.cohort_links, chrome.home_url) == ([], [], [], "/start/")


@pytest.mark.parametrize("count", [1, 3])
def test_frame_asks_three_questions_at_most(world, organiser, count, django_assert_num_queries):
    for number in range(count):
        cohorts.CohortFactory(programme=world.programme, name=f"Run {number}")
    chrome = frame("/organise/spring-2027/", organiser, world.cohort)
    organiser.request_facts = {}
    with django_assert_num_queries(3):
        assert [chrome.cohorts, chrome.places, chrome.account, chrome.footer, chrome.home_url, chrome.cohort_links]


def test_page_without_a_frame_asks_nothing(world, organiser, django_assert_num_queries):
    with django_assert_num_queries(0):
        frame("/organise/spring-2027/today/teams.csv", organiser, world.cohort)


def test_demo_address_is_there_where_the_demo_signs_in(world, settings):
    settings.DEMO_SIGN_IN = False
    assert frame("/").demo_url == ""
    settings.DEMO_SIGN_IN = True
    assert frame("/").demo_url == "/demo/"
