"""Building a rubric: order, copies, ranges, templates, files."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from challenges.models import Criterion, PitchDay
from challenges.pitchdays import services
from challenges.pitchdays.digest import content_of
from challenges.pitchdays.files import COLUMNS, UnreadableRubric, read_rubric, rows_of
from challenges.pitchdays.library import LIBRARY, ready_rubric
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.services.rubric import LevelsHaveGaps, TooManyCriteria
from core.models import Event
from core.spreadsheets.write import csv_text, xlsx_bytes
from tests.factories.challenges import CriterionFactory, PitchDayFactory
from tests.factories.cohorts import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(world):
    return world.people["organiser"]


def names(day):
    return [row.name for row in rubric_of(day)]


def test_criteria_move_by_one_place_and_stop_at_the_ends(world, boss):
    one, other = world.criteria
    services.move_criterion(criterion=one, step=1, by=boss)
    services.move_criterion(criterion=one, step=1, by=boss)
    assert names(world.pitch_day) == ["Idea", "Evidence"]
    services.move_criterion(criterion=one, step=-1, by=boss)
    assert names(world.pitch_day) == ["Evidence", "Idea"]
    told = Event.objects.filter(event="criterion.moved").order_by("pk").values_list("data", flat=True)
    assert [data["place"] for data in told] == [2, 1]
    assert other.name == "Idea"


def test_a_copy_has_every_word_and_a_name_of_its_own_and_one_key_makes_one(world, boss):
    Criterion.objects.filter(pk=world.criterion.pk).update(reason_at_ends=True)
    world.criterion.refresh_from_db()
    made = [services.duplicate_criterion(criterion=world.criterion, by=boss, key="k") for _ in range(2)]
    assert made[0] == made[1]
    first, _idea, copy = content_of(rubric_of(world.pitch_day))
    assert copy == first | {"name": "Evidence 2"}
    assert services.duplicate_criterion(criterion=world.criterion, by=boss).name == "Evidence 3"


def test_levels_are_every_number_of_the_range(world, boss):
    levels = [{"value": value, "name": f"L{value}", "wording": ""} for value in (0, 1, 3)]
    with pytest.raises(LevelsHaveGaps):
        services.save_criterion(pitch_day=world.pitch_day, name="Reach", weight=10, question="", levels=levels, by=boss)


def test_a_rubric_has_twelve_criteria_at_most(world, boss):
    CriterionFactory.create_batch(10, pitch_day=world.pitch_day)
    with pytest.raises(TooManyCriteria):
        services.duplicate_criterion(criterion=world.criterion, by=boss)


@pytest.mark.parametrize("ready", LIBRARY, ids=lambda ready: ready.key)
def test_a_ready_rubric_replaces_what_is_there(world, boss, ready):
    services.replace_rubric(pitch_day=world.pitch_day, criteria=ready.criteria(), source=str(ready.name), by=boss)
    assert content_of(rubric_of(world.pitch_day)) == ready.criteria()
    told = Event.objects.get(event="rubric.replaced").data
    assert told == {"source": str(ready.name), "criteria": len(ready.lines)}


def test_the_range_from_1_to_10_has_ten_levels_four_of_them_worded():
    levels = ready_rubric("ten").criteria()[0]["levels"]
    assert [level["value"] for level in levels] == list(range(1, 11))
    assert [level["name"] for level in levels if level["wording"]] == ["Not shown", "Thin", "Strong", "Excellent"]
    assert levels[1] == {"value": 2, "name": "Level 2", "wording": ""}


def test_the_programmes_default_keeps_reasons_at_the_ends(world, boss):
    Criterion.objects.filter(pk=world.criterion.pk).update(reason_at_ends=True)
    services.save_rubric_as_default(pitch_day=world.pitch_day, by=boss)
    template = world.programme.rubric_template
    template.refresh_from_db()
    assert [row["reason_at_ends"] for row in template.criteria] == [True, False]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_gives_back_what_was_written_to_it(kind):
    for ready in LIBRARY:
        rows = rows_of(ready.criteria())
        data = csv_text(COLUMNS, rows).encode() if kind == "csv" else xlsx_bytes("Rubric", COLUMNS, rows)
        assert read_rubric(data, f"rubric.{kind}") == ready.criteria()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Criterion,Level,Name", "Need,1,Low"], "The file has no column “Weight”."),
        (["Criterion,Weight,Level", "Need,heavy,1"], "Line 2: “heavy” is no whole number from 1 to 100."),
        (["Criterion,Weight,Level", "Need,10,1", "Need,10,11"], "Line 3: “11” is no whole number from 0 to 10."),
        (["Criterion,Weight,Level", "Need,10,1", "Need,10,1"], "Line 3: level 1 is there twice."),
        (["Criterion,Weight,Level", ",10,1"], "Line 2: the criterion has no name."),
        (
            ["Criterion,Weight,Level,Wording", f"Need,10,1,{'x' * 201}"],
            "Line 2: “wording” has more than 200 letters.",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(lines, words):
    with pytest.raises(UnreadableRubric) as refused:
        read_rubric("\n".join(lines).encode(), "rubric.csv")
    assert str(refused.value.message) == words


def test_a_file_of_one_level_changes_nothing(world, boss, sign_in):
    data = b"Criterion,Weight,Level\nReach,10,1\n"
    address = "/organise/spring-2027/pitch-day/rubric/read/"
    response = sign_in("organiser").post(address, {"file": SimpleUploadedFile("r.csv", data)})
    assert (response.status_code, response.context["form"].errors["file"]) == (
        422,
        ["A criterion needs at least two levels."],
    )
    assert names(world.pitch_day) == ["Evidence", "Idea"]


def test_the_file_of_a_day_can_be_read_into_another(world, boss, sign_in):
    client = sign_in("organiser")
    body = client.get("/organise/spring-2027/pitch-day/rubric/file/?format=xlsx").content
    assert [cell.value for cell in next(load_workbook(io.BytesIO(body)).active.iter_rows())] == list(COLUMNS)
    cohort = CohortFactory(programme=world.programme, slug="next")
    other = PitchDayFactory(cohort=cohort)
    upload = SimpleUploadedFile("rubric.xlsx", body)
    client.post("/organise/next/pitch-day/rubric/read/", {"file": upload})
    assert content_of(rubric_of(other)) == content_of(rubric_of(world.pitch_day))


def test_an_earlier_day_of_the_programme_is_offered_and_taken(world, boss, sign_in):
    cohort = CohortFactory(programme=world.programme, slug="next", name="Autumn 2027")
    day = PitchDayFactory(cohort=cohort)
    client = sign_in("organiser")
    page = client.get("/organise/next/pitch-day/rubric/start/").content.decode()
    assert ("As on the pitch day of Spring 2027" in page, "Elsewhere" in page) == (True, False)
    take = f"/organise/next/pitch-day/rubric/start/?take=day-{world.pitch_day.key}"
    assert "The day has these criteria: Evidence, Idea." in client.get(take).content.decode()
    assert PitchDay.objects.get(pk=day.pk).criteria.count() == 0
    client.post(take)
    assert content_of(rubric_of(day)) == content_of(rubric_of(world.pitch_day))


def test_nothing_of_another_programme_can_be_taken(world, sign_in):
    """O-05: rubrics are offered within a programme."""
    foreign = world.elsewhere_seat.pitch_day
    CriterionFactory(pitch_day=foreign)
    client = sign_in("organiser")
    assert client.get(f"/organise/spring-2027/pitch-day/rubric/start/?take=day-{foreign.key}").status_code == 404


def test_every_change_is_refused_once_scoring_is_open(world, boss):
    """J-21: order, copies, words and whole rubrics stay as they were when scoring opened."""
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    before = content_of(rubric_of(world.pitch_day))
    for act in (
        lambda: services.move_criterion(criterion=world.criterion, step=1, by=boss),
        lambda: services.duplicate_criterion(criterion=world.criterion, by=boss),
        lambda: services.replace_rubric(pitch_day=world.pitch_day, criteria=[], source="?", by=boss),
        lambda: services.save_criterion(
            pitch_day=world.pitch_day, criterion=world.criterion, name="X", weight=1, question="", levels=[], by=boss
        ),
    ):
        with pytest.raises(services.RubricFrozen):
            act()
    assert content_of(rubric_of(world.pitch_day)) == before
