"""The practice pitch: with the real rubric, never counted, the spread without names."""

import pytest
from django.urls import reverse

from challenges.judges import services
from challenges.judges.practice import own_sheet, practised
from challenges.models import PracticeScore, PracticeSheet, Score, Scorecard
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.services import open_scoring
from core.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def pitch(world):
    by = world.people["organiser"]
    return services.set_practice(pitch_day=world.pitch_day, title="Team Practice", text="Damp in flats.", by=by)


def practise(world, role, *values):
    seats = {"judge": world.seat, "recused_judge": world.recused_seat, "chair": world.chair_seat}
    given = {row.key: value for row, value in zip(world.criteria, values, strict=True)}
    return services.save_practice(seat=seats[role], values=given, by=world.people[role])


def test_practice_stands_apart_from_every_real_sheet(world, pitch):
    before = (Scorecard.objects.count(), Score.objects.count())
    practise(world, "judge", 4, 2)
    assert (PracticeScore.objects.count(), (Scorecard.objects.count(), Score.objects.count())) == (2, before)
    assert [event.data for event in Event.objects.filter(event="practice.scored")] == [{}]


def test_the_spread_shows_after_ones_own_sheet_and_three_of_them(world, pitch):
    rubric = rubric_of(world.pitch_day)
    practise(world, "judge", 4, 2)
    practise(world, "chair", 4, 5)
    assert practised(pitch, own_sheet(pitch, world.seat), rubric).spread == []
    assert practised(pitch, own_sheet(pitch, world.recused_seat), rubric).spread == []
    practise(world, "recused_judge", 1, 5)
    spread = practised(pitch, own_sheet(pitch, world.seat), rubric).spread
    assert [[number for _level, number in row.rows] for row in spread] == [[1, 0, 0, 2, 0], [0, 1, 0, 0, 2]]
    assert [row.own for row in spread] == ["4 Strong", "2 Thin"]


def test_practising_again_replaces_ones_own(world, pitch):
    practise(world, "judge", 4, 2)
    sheet = practise(world, "judge", 1, 1)
    assert sorted(sheet.scores.values_list("value", flat=True)) == [1, 1]


def test_half_a_sheet_and_levels_that_are_none_are_refused(world, pitch):
    for values in ({}, {world.criteria[0].key: 4}, {row.key: 9 for row in world.criteria}):
        with pytest.raises(services.NotWhole):
            services.save_practice(seat=world.seat, values=values, by=world.people["judge"])


def test_practice_ends_when_scoring_opens(world, pitch):
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    with pytest.raises(services.PracticeOver):
        practise(world, "judge", 4, 2)
    with pytest.raises(services.PracticeOver):
        services.set_practice(pitch_day=world.pitch_day, title="T", text="t", by=world.people["organiser"])


def test_another_text_begins_the_practice_anew(world, pitch):
    by = world.people["organiser"]
    practise(world, "judge", 4, 2)
    services.set_practice(pitch_day=world.pitch_day, title="New title", text="Damp in flats.", by=by)
    assert PracticeSheet.objects.count() == 1
    services.set_practice(pitch_day=world.pitch_day, title="New title", text="Cold in flats.", by=by)
    assert PracticeSheet.objects.count() == 0


def test_a_judge_practises_on_the_page(world, pitch, sign_in):
    path = reverse("judge:seat_practice", args=[world.seat.key])
    client = sign_in("judge")
    assert "Damp in flats." in client.get(path).content.decode()
    half = client.post(path, {world.criteria[0].key: "4"})
    assert (half.status_code, PracticeSheet.objects.count()) == (422, 0)
    done = client.post(path, {row.key: "4" for row in world.criteria}, follow=True).content.decode()
    assert "once three judges have practised" in done
    practise(world, "chair", 4, 5)
    practise(world, "recused_judge", 1, 5)
    page = client.get(path).content.decode()
    assert ("How the judges scored it" in page, "You chose: 4 Strong" in page) == (True, True)
    assert ("Idris Vaughan" in page, "Priya Nair" in page) == (False, False)


def test_the_organiser_starts_from_an_example_and_sees_a_number_only(world, sign_in):
    client = sign_in("organiser")
    path = reverse("organise:practice_edit", args=["spring-2027"])
    assert "A housing department wants to know of damp" in client.get(path).content.decode()
    client.post(path, {"title": "Team Practice", "text": "Damp."})
    practise(world, "judge", 4, 2)
    assert "1 of 3 judges have practised" in client.get(path).content.decode()


def test_the_practice_page_asks_the_same_number_of_queries(world, pitch, sign_in, django_assert_num_queries):
    path = reverse("judge:seat_practice", args=[world.seat.key])
    practise(world, "judge", 4, 2)
    practise(world, "chair", 4, 5)
    practise(world, "recused_judge", 1, 5)
    client = sign_in("judge")
    client.get(path)
    with django_assert_num_queries(14):
        client.get(path)
