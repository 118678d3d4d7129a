"""Where each person's first page is."""

from datetime import date

import pytest

from tests.factories import cohorts

HOMES = {
    "organiser": "/organise/spring-2027/",
    "participant": "/my/spring-2027/",
    "mentor": "/my/spring-2027/",
    "judge": "/judge/",
    "chair": "/judge/",
    "challenge_owner": "/partner/",
    "host": "/partner/",
    "editor": "/cms/",
}


@pytest.mark.parametrize("role", sorted(HOMES))
def test_start_leads_each_person_home(world, sign_in, role):
    answer = sign_in(role).get("/start/")
    assert (answer.status_code, answer["Location"]) == (302, HOMES[role])


def test_start_says_so_where_there_is_no_home(world, sign_in):
    assert sign_in("stranger").get("/start/").status_code == 200


def test_organiser_of_no_cohort_comes_to_the_programmes(world, sign_in):
    programme = cohorts.ProgrammeFactory()
    cohorts.StaffFactory(programme=programme, user=world.people["stranger"])
    assert sign_in("stranger").get("/start/")["Location"] == "/organise/programmes/"


def test_newest_running_cohort_comes_first(world, sign_in):
    cohorts.CohortFactory(programme=world.programme, slug="next", state="RECRUITING", starts_on=date(2027, 9, 6))
    cohorts.CohortFactory(programme=world.programme, slug="now", state="RUNNING", starts_on=date(2027, 3, 1))
    assert sign_in("organiser").get("/start/")["Location"] == "/organise/now/"


def test_home_ends_with_the_role(world, sign_in):
    """O-06: who left a cohort has no home in it at the next request."""
    world.place.state = "WITHDRAWN"
    world.place.save()
    assert sign_in("participant").get("/start/").status_code == 200
    assert sign_in("participant").get("/my/spring-2027/").status_code == 404
