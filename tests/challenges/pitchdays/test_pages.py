"""The pitch day over HTTP."""

import pytest
from django.urls import reverse

from challenges.models import Conflict, Criterion, PanelSeat, PitchDay
from challenges.pitchdays import services
from tests.factories.challenges import CriterionFactory, PanelSeatFactory, PitchSlotFactory

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(name, args=args or ["spring-2027"])


def test_pitch_day_is_planned_from_an_empty_page(world, sign_in):
    world.card.delete()
    world.late_score.delete()
    PitchDay.objects.filter(pk=world.pitch_day.pk).delete()
    client = sign_in("organiser")
    assert "No pitch day yet" in client.get(page("organise:pitch_day")).content.decode()
    data = {"starts_at_day": "29 4 2027", "starts_at_time": "13:00", "place": "Church House"}
    data |= {"pitch_minutes": "8", "question_minutes": "5", "score_minutes": "3"}
    response = client.post(page("organise:pitch_day_plan"), data, follow=True)
    assert "Thu 29 Apr 2027, 13:00 BST" in response.content.decode()


def test_pitch_day_page_costs_the_same_with_more_teams_and_judges(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    client.get(page("organise:pitch_day"))
    for _ in range(2):
        with django_assert_num_queries(19):
            client.get(page("organise:pitch_day"))
        PitchSlotFactory.create_batch(2, pitch_day=world.pitch_day)
        PanelSeatFactory.create_batch(2, pitch_day=world.pitch_day)


def test_judge_is_added_once_by_a_doubled_form(world, sign_in):
    client = sign_in("organiser")
    data = {"first_name": "Tom", "last_name": "Ash", "email": "TOM@example.com", "organisation": "Tallis Cloud"}
    data |= {"sector": "PRIVATE", "once": "0f8f51f6-32a8-4b52-9d3f-5a3d5c1f5a11"}
    for _ in range(2):
        client.post(page("organise:pitch_judge_add"), data)
    assert list(
        PanelSeat.objects.filter(user__email="tom@example.com").values_list("organisation__name", flat=True)
    ) == ["Tallis Cloud"]


def test_judge_from_an_unknown_organisation_needs_its_sector_and_loses_nothing(world, sign_in):
    data = {"first_name": "Tom", "last_name": "Ash", "email": "tom@example.com", "organisation": "Tallis Cloud"}
    response = sign_in("organiser").post(page("organise:pitch_judge_add"), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["sector"])
    assert "Tallis Cloud" in response.content.decode()


CRITERION = {"name": "Reach", "weight": "10", "question": "", "low": "0", "high": "2"}


def test_criterion_has_every_level_of_its_range(world, sign_in):
    data = CRITERION | {"name_0": "None", "name_2": "Many", "wording_2": "Lots", "reason_at_ends": "on"}
    sign_in("organiser").post(page("organise:pitch_criterion_new"), data)
    made = Criterion.objects.get(name="Reach")
    levels = made.levels.order_by("value")
    assert list(levels.values_list("value", "name", "wording")) == [
        (0, "None", ""),
        (1, "Level 1", ""),
        (2, "Many", "Lots"),
    ]
    assert made.reason_at_ends


@pytest.mark.parametrize("weight", ["0", "101", "-1", "x", "", "1e9"])
def test_criterion_refuses_a_weight_outside_its_range(world, sign_in, weight):
    response = sign_in("organiser").post(page("organise:pitch_criterion_new"), CRITERION | {"weight": weight})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["weight"])


@pytest.mark.parametrize(("low", "high"), [("5", "5"), ("4", "2"), ("1", "11"), ("-1", "3"), ("x", "3"), ("", "")])
def test_criterion_refuses_a_range_that_is_none(world, sign_in, low, high):
    data = CRITERION | {"low": low, "high": high, "name_1": "Some words"}
    response = sign_in("organiser").post(page("organise:pitch_criterion_new"), data)
    assert (response.status_code, set(response.context["form"].errors) <= {"low", "high"}) == (422, True)
    assert ("Some words" in response.content.decode(), Criterion.objects.filter(name="Reach").exists()) == (True, False)


def test_another_range_shows_its_levels_and_saves_nothing(world, sign_in):
    """Without scripts: a button shows the levels of the range, and what was typed stays."""
    data = CRITERION | {"low": "1", "high": "7", "name_2": "Some", "wording_2": "A few", "act": "range"}
    response = sign_in("organiser").post(page("organise:pitch_criterion_new"), data)
    form = response.context["form"]
    assert (response.status_code, list(form.steps), form["wording_2"].value()) == (200, [1, 2, 3, 4, 5, 6, 7], "A few")
    assert not Criterion.objects.filter(name="Reach").exists()


def test_the_preview_shows_what_is_typed_and_saves_nothing(world, sign_in):
    data = CRITERION | {"weight": "60", "name_0": "<b>None</b>", "wording_2": "Lots"}
    address = page("organise:pitch_criterion_preview")
    body = sign_in("organiser").post(address, data).content.decode()
    assert ("counts 60 of 100" in body, "Lots" in body, "&lt;b&gt;None" in body) == (True, True, True)
    assert not Criterion.objects.filter(name="Reach").exists()
    own = sign_in("organiser").post(f"{address}?criterion={world.criterion.key}", data).content.decode()
    assert "counts 75 of 100" in own


def test_criteria_are_moved_copied_and_removed_by_buttons(world, sign_in):
    client = sign_in("organiser")
    act = page("organise:criterion_act", "spring-2027", world.criterion.key)
    client.post(act, {"act": "down"})
    for _ in range(2):
        client.post(act, {"act": "copy", "once": "same"})
    client.post(page("organise:criterion_remove", "spring-2027", world.criteria[1].key))
    names = world.pitch_day.criteria.order_by("order").values_list("name", flat=True)
    assert list(names) == ["Evidence", "Evidence 2"]


def test_the_rubric_page_tells_shares_weaknesses_and_versions(world, sign_in):
    client = sign_in("organiser")
    world.criterion.weight = 80
    world.criterion.save()
    body = client.get(page("organise:pitch_rubric")).content.decode()
    assert "“Evidence” counts more than half: 80 of 100." in body
    assert "The published rules speak of another rubric." in body
    assert client.get(page("organise:pitch_rubric_version", "spring-2027", 1)).status_code == 404


def test_the_rubric_page_costs_the_same_with_more_criteria(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    client.get(page("organise:pitch_rubric"))
    for _ in range(2):
        with django_assert_num_queries(13):
            client.get(page("organise:pitch_rubric"))
        CriterionFactory.create_batch(3, pitch_day=world.pitch_day)


def test_a_frozen_version_stands_word_for_word(world, sign_in):
    """J-21: with the fingerprint, after scoring has opened."""
    services.open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    version = world.pitch_day.rubric_versions.get()
    body = sign_in("organiser").get(page("organise:pitch_rubric_version", "spring-2027", 1)).content.decode()
    assert (version.digest in body, "Excellent for Idea" in body) == (True, True)


def test_judge_declares_a_conflict_on_their_own_page(world, sign_in):
    client = sign_in("judge")
    address = page("judge:seat_conflicts", world.seat.key)
    response = client.post(
        address, {"act": "declare", "team": world.team.key, "reason": "We share a board"}, follow=True
    )
    assert "Does not score" in response.content.decode()
    assert Conflict.objects.get(seat=world.seat).declared_by == world.people["judge"]


def test_conflict_without_a_reason_is_asked_for_it(world, sign_in):
    address = page("judge:seat_conflicts", world.seat.key)
    response = sign_in("judge").post(address, {"act": "declare", "team": world.team.key, "reason": ""})
    assert (response.status_code, Conflict.objects.filter(seat=world.seat).count()) == (422, 0)


def test_another_judges_conflicts_are_not_found(world, sign_in):
    """O-01: a judge reads and declares for the own seat only."""
    address = page("judge:seat_conflicts", world.recused_seat.key)
    assert sign_in("judge").get(address).status_code == 404


def test_scoring_is_opened_and_closed_by_pages_that_say_what_happens(world, sign_in):
    client = sign_in("organiser")
    address = page("organise:pitch_day_act", "spring-2027", "open_scoring")
    assert "The rubric is frozen" in client.get(address).content.decode()
    client.post(address)
    client.post(page("organise:pitch_day_act", "spring-2027", "close_scores"))
    assert PitchDay.objects.get(pk=world.pitch_day.pk).state == "SCORES_CLOSED"


def test_criterion_of_another_day_is_not_found(world, sign_in):
    """O-01: the criterion must belong to the day of the cohort in the address."""
    foreign = CriterionFactory(pitch_day=world.elsewhere_seat.pitch_day)
    assert sign_in("organiser").get(page("organise:criterion_edit", "spring-2027", foreign.key)).status_code == 404
