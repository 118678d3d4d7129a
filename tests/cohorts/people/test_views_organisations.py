"""The pages about organisations: the list, one of them, correcting with the effects first."""

import pytest

from cohorts.models import Participant
from core.models import Organisation
from tests.factories import cohorts, core

pytestmark = pytest.mark.django_db
LIST = "/organise/spring-2027/organisations/"


@pytest.fixture
def dwp(world):
    return Organisation.objects.get(short_name="DWP")


@pytest.fixture
def ade(sign_in):
    return sign_in("organiser")


def listed(page):
    return [(body.name, body.people, body.advisers) for body in page.context["page"]]


@pytest.mark.parametrize("count", [1, 3])
def test_organisations_take_the_same_queries_for_one_and_three(world, ade, django_assert_num_queries, count):
    for _number in range(count):
        cohorts.ParticipantFactory(cohort=world.cohort)
    with django_assert_num_queries(10):
        ade.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_one_organisation_takes_the_same_queries_for_one_and_three(world, dwp, ade, django_assert_num_queries, count):
    for _number in range(count):
        cohorts.ParticipantFactory(cohort=world.cohort, organisation=dwp)
        cohorts.MentorFactory(cohort=world.cohort, organisation=dwp)
    with django_assert_num_queries(12):
        ade.get(f"{LIST}{dwp.key}/")


def test_list_counts_people_and_mentors_and_is_searched(world, dwp, ade):
    adviser = world.mentor.organisation.name
    assert listed(ade.get(LIST)) == sorted([("Calder & Finch", 1, 0), (dwp.name, 2, 0), (adviser, 0, 1)])
    assert listed(ade.get(f"{LIST}?q=dwp")) == [(dwp.name, 2, 0)]
    assert listed(ade.get(f"{LIST}?sector=PRIVATE")) == [("Calder & Finch", 1, 0)]
    assert listed(ade.get(f"{LIST}?sort=-people"))[0] == (dwp.name, 2, 0)
    assert "No organisation fits" in ade.get(f"{LIST}?q=nothing").content.decode()


@pytest.mark.parametrize("query", ["sort=website", "sector=ODD", "of=all", "colour=red"])
def test_list_refuses_what_it_does_not_know(ade, query):
    """O-03, and O-05: only administrators see the whole site’s."""
    assert ade.get(f"{LIST}?{query}").status_code == 400


def test_organisation_of_no_person_here_is_not_found(world, ade, sign_in):
    """O-05: whose people are in none of one's cohorts is not there; administrators see all."""
    other = cohorts.ParticipantFactory(cohort=world.other_cohort).organisation
    for page in ("", "edit/", "sector/", "merge/"):
        assert ade.get(f"{LIST}{other.key}/{page}").status_code == 404
    client = sign_in("administrator")
    assert client.get(f"{LIST}{other.key}/").status_code == 200
    assert other in client.get(f"{LIST}?of=all").context["page"].object_list


def test_organisation_says_who_comes_from_it(world, dwp, ade):
    page = ade.get(f"{LIST}{dwp.key}/")
    assert [place.user.name for place in page.context["places"]] == ["Hana Aziz", "Tess Wynn"]
    assert list(page.context["mentors"]) == []


def test_short_name_is_saved_and_shown_where_space_is_short(world, ade):
    calder = world.mate_place.organisation
    given = {"name": calder.name, "short_name": "C&F", "group": ""}
    assert ade.post(f"{LIST}{calder.key}/edit/", given)["Location"] == f"{LIST}{calder.key}/"
    assert "C&amp;F" in ade.get("/organise/spring-2027/people/").content.decode()
    refused = ade.post(f"{LIST}{calder.key}/edit/", {**given, "short_name": "DWP"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["short_name"])


def test_sector_is_put_right_after_its_effects_were_seen(world, dwp, ade):
    asked = f"{LIST}{dwp.key}/sector/?to=PRIVATE"
    assert [value for value, _label in ade.get(f"{LIST}{dwp.key}/sector/").context["form"].fields["to"].choices] == [
        "PRIVATE",
        "THIRD",
        "ACADEMIC",
    ]
    page = ade.get(asked)
    assert page.context["effects"][0].startswith("Spring 2027: 2 people count as private sector")
    refused = ade.post(asked, {"before": "PUBLIC", "reason": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    stale = ade.post(asked, {"before": "THIRD", "reason": "Sold"})
    assert (stale.status_code, list(stale.context["form"].errors)) == (422, ["__all__"])
    done = ade.post(asked, {"before": "PUBLIC", "reason": "Sold"})
    assert done["Location"] == f"{LIST}{dwp.key}/"
    assert Participant.objects.get(pk=world.place.pk).side == "private"
    assert "put the sector of" in ade.get(f"{LIST}{dwp.key}/").content.decode()


def test_post_without_a_sector_changes_nothing(dwp, ade):
    assert ade.post(f"{LIST}{dwp.key}/sector/", {"before": "PUBLIC", "reason": "Sold"}).status_code == 200
    assert ade.post(f"{LIST}{dwp.key}/sector/?to=ODD", {"before": "PUBLIC"}).status_code == 422
    dwp.refresh_from_db()
    assert dwp.sector == "PUBLIC"


def test_two_spellings_are_merged_after_the_effects_were_seen(world, dwp, ade):
    wrong = core.OrganisationFactory(name="Dept for Work & Pensions")
    cohorts.ParticipantFactory(cohort=world.cohort, organisation=wrong)
    page = f"{LIST}{wrong.key}/merge/"
    assert wrong not in ade.get(page).context["form"].fields["into"].queryset
    seen = ade.get(f"{page}?into={dwp.key}")
    assert seen.context["effects"][0] == "1 place of a person names “Department for Work and Pensions” from then on."
    assert ade.post(f"{page}?into={dwp.key}", {"before": "PUBLIC"})["Location"] == f"{LIST}{dwp.key}/"
    assert ade.get(f"{LIST}{wrong.key}/").status_code == 404
    elsewhere = cohorts.ParticipantFactory(cohort=world.other_cohort).organisation
    assert ade.get(f"{LIST}{dwp.key}/merge/?into={elsewhere.key}").status_code == 422
