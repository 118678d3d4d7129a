"""The skills of a programme."""

import pytest

from cohorts.questions import services
from core.audit.models import Event
from tests.factories.cohorts import ProgrammeFactory, SkillFactory

pytestmark = pytest.mark.django_db


def events():
    return [event.data for event in Event.objects.filter(event="skills.edited")]


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def skills(programme):
    return [SkillFactory(programme=programme, name=name, order=place) for place, name in enumerate(("Data", "Design"))]


def edit(programme, names, **changes):
    return [skill.name for skill in services.edit_skills(programme=programme, names=names, by=None, **changes)]


def test_skills_are_renamed_added_and_removed(programme, skills):
    data, design = skills
    names = edit(programme, {data.pk: "Data science", design.pk: ""}, added=["Policy", ""], agreed=True)
    assert names == ["Data science", "Policy"]
    assert events() == [{"changes": [["Data", "Data science"], ["Design", ""]], "added": ["Policy"]}]


def test_skills_may_change_places(programme, skills):
    data, design = skills
    assert edit(programme, {data.pk: "Design", design.pk: "Data"}) == ["Design", "Data"]
    data.refresh_from_db()
    assert data.name == "Design"


def test_removing_needs_agreement(programme, skills):
    with pytest.raises(services.RemovalNotAgreed):
        edit(programme, {skills[0].pk: ""})
    assert (len(services.skills_of(programme)), events()) == (2, [])


def test_no_change_records_nothing(programme, skills):
    assert edit(programme, {skills[0].pk: "Data"}) == ["Data", "Design"]
    assert events() == []


@pytest.mark.parametrize("name", ["Design", "DESIGN"])
def test_skill_is_named_once(programme, skills, name):
    with pytest.raises(services.SkillTwice):
        edit(programme, {skills[0].pk: name})
    with pytest.raises(services.SkillTwice):
        edit(programme, {}, added=[name])


def test_skills_are_at_most_twenty(programme, skills):
    with pytest.raises(services.TooManySkills):
        edit(programme, {}, added=[f"Skill {number}" for number in range(19)])


def test_another_programmes_skill_is_out_of_reach(programme, skills):
    """O-02: an id of elsewhere changes nothing."""
    strange = SkillFactory(name="Theirs")
    edit(programme, {strange.pk: "Mine"})
    strange.refresh_from_db()
    assert strange.name == "Theirs"
