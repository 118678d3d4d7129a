"""The page of a programme's skills."""

import pytest

from cohorts.questions.services import skills_of
from tests.factories.cohorts import SkillFactory

pytestmark = pytest.mark.django_db
PAGE = "/organise/programmes/digital-skills/skills/"


@pytest.fixture
def ade(sign_in):
    return sign_in("organiser")


@pytest.fixture
def skills(world):
    made = [SkillFactory(programme=world.programme, name=name, order=n) for n, name in enumerate(("Data", "Design"))]
    return {skill.name: f"skill_{skill.pk}" for skill in made}


def names(world):
    return [skill.name for skill in skills_of(world.programme)]


def test_page_shows_skills_and_levels(world, ade, skills):
    text = ade.get(PAGE).content.decode()
    for words in ('value="Data"', 'value="Design"', "Practitioner", "Capability Framework"):
        assert words in text, words


def test_skills_are_changed(world, ade, skills):
    data = {skills["Data"]: "Data science", skills["Design"]: "", "added_1": "Policy", "agreed": "on"}
    assert ade.post(PAGE, data).status_code == 302
    assert names(world) == ["Data science", "Policy"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"Design": ""}, "agreed"),
        ({"Design": "data"}, "__all__"),
        ({"Design": "x" * 10_000}, "Design"),
        ({"Design": "a\0"}, "Design"),
    ],
)
def test_wrong_skill_is_named(world, ade, skills, change, field):
    data = {skills[name]: words for name, words in ({"Data": "Data", "Design": "Design"} | change).items()}
    page = ade.post(PAGE, data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [skills.get(field, field)])
    assert names(world) == ["Data", "Design"]
