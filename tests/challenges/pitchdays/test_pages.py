"""The pitch day over HTTP."""

import pytest
from django.urls import reverse

from challenges.models import Conflict, Criterion, PanelSeat, PitchDay
from tests.factories.challenges import PanelSeatFactory, PitchSlotFactory

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
        with django_assert_num_queries(20):
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


def test_criterion_form_numbers_the_named_levels(world, sign_in):
    data = {"name": "Reach", "weight": "10", "question": "", "name_2": "Some", "name_4": "Many", "wording_4": "Lots"}
    sign_in("organiser").post(page("organise:pitch_criterion_new"), data)
    levels = Criterion.objects.get(name="Reach").levels.order_by("value")
    assert list(levels.values_list("value", "name", "wording")) == [(1, "Some", ""), (2, "Many", "Lots")]


@pytest.mark.parametrize("weight", ["0", "101", "-1", "x", "", "1e9"])
def test_criterion_refuses_a_weight_outside_its_range(world, sign_in, weight):
    data = {"name": "Reach", "weight": weight, "name_1": "No", "name_2": "Yes"}
    response = sign_in("organiser").post(page("organise:pitch_criterion_new"), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["weight"])


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
    from tests.factories.challenges import CriterionFactory

    foreign = CriterionFactory(pitch_day=world.elsewhere_seat.pitch_day)
    assert sign_in("organiser").get(page("organise:criterion_edit", "spring-2027", foreign.key)).status_code == 404
