"""Programmes: made whole, edited, never doubled."""

import pytest

from cohorts.programmes import services
from cohorts.programmes.models import Programme, ProgrammeWeek
from cohorts.programmes.services.programmes import WeekPlan
from cohorts.questions.services import skills_of
from core.audit.models import Event
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def events(name):
    return [(event.actor_label, event.data) for event in Event.objects.filter(event=name)]


@pytest.fixture
def ade():
    return UserFactory(first_name="Ade", last_name="Bankole")


def plans(programme):
    return [WeekPlan(w.title, w.summary, w.with_whom) for w in programme.weeks.order_by("number")]


def test_programme_has_twelve_weeks_skills_and_its_maker(ade):
    programme = services.create_programme(name="Digital skills", summary="Twelve weeks.", sponsor="HMRC", by=ade)
    weeks = list(programme.weeks.order_by("number").values_list("number", "title", "with_whom"))
    assert weeks == [
        (1, "Kick-off", "team"),
        (2, "Challenge owners", "owner"),
        (3, "How firms build", "host"),
        (4, "Problem statement", "team"),
        (5, "User research", "host"),
        (6, "Insight", "team"),
        (7, "Ideas", "host"),
        (8, "Midway review", "owner"),
        (9, "Prototype", "host"),
        (10, "Test with users", "host"),
        (11, "Rehearsal", "team"),
        (12, "Pitch day", "team"),
    ]
    assert [skill.name for skill in skills_of(programme)] == [
        "User research",
        "Data",
        "Software",
        "Design",
        "Policy",
        "Delivery",
        "Facilitation",
        "Writing",
    ]
    assert [row.user for row in programme.staff.all()] == [ade]
    assert (programme.slug, programme.sponsor) == ("digital-skills", "HMRC")
    assert events("programme.created") == [("Ade Bankole", {})]


def test_same_key_makes_one_programme(ade):
    made = [services.create_programme(name="Digital skills", by=ade, key="abc").pk for _again in range(2)]
    assert (len(set(made)), Programme.objects.count(), len(events("programme.created"))) == (1, 1, 1)


def test_programme_made_by_the_system_has_no_staff():
    assert services.create_programme(name="Digital skills", by=None).staff.count() == 0


@pytest.mark.parametrize("name", ["Digital skills", "DIGITAL SKILLS"])
def test_name_is_taken_once(ade, name):
    services.create_programme(name="Digital skills", by=ade)
    with pytest.raises(services.ProgrammeNameTaken):
        services.create_programme(name=name, by=ade)


@pytest.mark.parametrize(("name", "slug"), [("Programmes", "programmes-2"), ("New", "new-2"), ("Skills!", "skills-2")])
def test_address_is_free_and_not_one_of_the_sites(ade, name, slug):
    ProgrammeFactory(name="Another", slug="skills")
    assert services.create_programme(name=name, by=ade).slug == slug


def test_name_without_latin_letters_has_an_address(ade):
    assert len(services.create_programme(name="数字技能", by=ade).slug) == 12


def test_edited_programme_keeps_its_address(ade):
    programme = services.create_programme(name="Digital skills", by=ade)
    done = services.edit_programme(programme=programme, name="Data skills", summary="S", sponsor="P", by=ade)
    assert (done.name, done.summary, done.sponsor, done.slug) == ("Data skills", "S", "P", "digital-skills")
    assert events("programme.edited") == [("Ade Bankole", {})]


def test_editing_to_the_same_records_nothing(ade):
    programme = services.create_programme(name="Digital skills", by=ade)
    services.edit_programme(programme=programme, name="Digital skills", summary="", sponsor="", by=ade)
    assert events("programme.edited") == []


def test_programme_cannot_take_anothers_name(ade):
    services.create_programme(name="Taken", by=ade)
    programme = services.create_programme(name="Digital skills", by=ade)
    with pytest.raises(services.ProgrammeNameTaken):
        services.edit_programme(programme=programme, name="taken", summary="", sponsor="", by=ade)


def test_weeks_are_edited_and_the_changed_ones_recorded(ade):
    programme = services.create_programme(name="Digital skills", by=ade)
    weeks = plans(programme)
    weeks[4] = WeekPlan("Talk to people", "At least five", "team")
    assert services.edit_weeks(programme=programme, weeks=weeks, by=ade) == [5]
    assert services.edit_weeks(programme=programme, weeks=weeks, by=ade) == []
    assert ProgrammeWeek.objects.get(programme=programme, number=5).title == "Talk to people"
    assert events("programme.weeks_edited") == [("Ade Bankole", {"weeks": [5]})]


def test_there_are_always_twelve_weeks_with_themes(ade):
    programme = services.create_programme(name="Digital skills", by=ade)
    for wrong in (plans(programme)[:11], [*plans(programme)[:11], WeekPlan("")]):
        with pytest.raises(services.WeeksIncomplete):
            services.edit_weeks(programme=programme, weeks=wrong, by=ade)
