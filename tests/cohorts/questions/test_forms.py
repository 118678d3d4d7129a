"""The availability grid and the levels of skills, as fields of other forms."""

import pytest
from django.http import QueryDict

from cohorts.questions.availability import FULL, mask_of
from cohorts.questions.forms import AvailabilityField, SkillLevelsMixin
from core.forms import SiteForm
from tests.factories.cohorts import SkillFactory


class GridForm(SiteForm):
    free = AvailabilityField()


def sent(*slots):
    data = QueryDict(mutable=True)
    data.setlist("free", slots)
    return GridForm(data)


def test_grid_gives_the_mask_of_the_ticked_hours():
    form = sent("0-9", "4-16")
    assert (form.is_valid(), form.values) == (True, {"free": mask_of([(0, 9), (4, 16)])})


def test_grid_without_a_tick_is_no_hours():
    form = sent()
    assert (form.is_valid(), form.values) == (True, {"free": 0})


def test_grid_counts_an_hour_sent_twice_once():
    form = sent("0-9", "0-9")
    assert (form.is_valid(), form.values) == (True, {"free": 1})


@pytest.mark.parametrize("hostile", ["5-9", "0-8", "0-17", "x", "", "\0", "0-9 ", "-1-9", "9" * 5000])
def test_grid_refuses_an_hour_it_does_not_have(hostile):
    form = sent("0-9", hostile)
    assert form.errors == {"free": ["Choose hours from the grid."]}


def test_required_grid_needs_an_hour():
    field = AvailabilityField(required=True)
    with pytest.raises(Exception, match="Tick at least one hour"):
        field.clean([])


def test_grid_shows_what_is_free_and_what_was_typed():
    shown = str(GridForm(initial={"free": mask_of([(0, 9), (1, 9)])})["free"])
    assert (shown.count(" checked"), shown.count("<input"), 'id="id_free_0" value="0-9" checked' in shown) == (
        2,
        40,
        True,
    )
    assert str(sent("4-16")["free"]).count(" checked") == 1
    assert "Friday, 16:00 to 17:00" in shown


def test_grid_knows_whether_it_changed():
    field = AvailabilityField()
    assert [field.has_changed(1, ["0-9"]), field.has_changed(0, ["0-9"]), field.has_changed(FULL, ["x"])] == [
        False,
        True,
        True,
    ]


class SkillForm(SkillLevelsMixin, SiteForm):
    def __init__(self, *args, skills, levels=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_skills(skills, levels)


@pytest.mark.django_db
def test_skill_form_gives_a_level_a_skill():
    data, design = SkillFactory(name="Data"), SkillFactory(name="Design")
    form = SkillForm({f"skill_{data.pk}": "3"}, skills=[data, design])
    assert (form.is_valid(), form.skill_levels, form.values) == (True, {data: 3, design: 0}, {})


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["5", "-1", "x", "3.0", "\0"])
def test_skill_form_refuses_an_unknown_level(level):
    skill = SkillFactory()
    form = SkillForm({f"skill_{skill.pk}": level}, skills=[skill])
    assert (form.is_valid(), list(form.errors)) == (False, [f"skill_{skill.pk}"])


@pytest.mark.django_db
def test_skill_form_starts_with_the_present_levels():
    skill = SkillFactory()
    form = SkillForm(skills=[skill], levels={skill.pk: 4})
    assert form[f"skill_{skill.pk}"].value() == 4
