"""The screen on the stage: for whoever has its address, with team names and the clock and nothing else."""

import json

import pytest
from django.urls import reverse

from challenges.live import services
from challenges.models import PitchDay, PitchSlot
from challenges.pitchdays.services import open_scoring

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(world, clock):
    PitchSlot.objects.filter(pk=world.other_slot.pk).update(
        starts_at=world.slot.starts_at + services.timedelta(minutes=16)
    )
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    clock.set(world.slot.starts_at)
    return world.pitch_day


@pytest.fixture
def stage(day):
    return services.live_day(day)


def shown(client, stage):
    return json.loads(client.get(reverse("public:stage_now", args=[stage.key])).content)


def test_whoever_has_the_address_sees_the_screen_and_nobody_else(client, world, day, stage):
    assert client.get(reverse("public:stage", args=[stage.key])).status_code == 200
    assert client.get(reverse("public:stage", args=[day.key])).status_code == 404
    old = stage.key
    renewed = services.renew_stage_link(pitch_day=day, by=world.people["organiser"])
    assert [client.get(reverse("public:stage", args=[key])).status_code for key in (old, renewed.key)] == [404, 200]


def test_each_moment_of_the_day_has_its_words(client, world, day, stage, clock):
    by = world.people["organiser"]
    first = shown(client, stage)
    assert (first["kind"], first["stage"], first["team"]) == ("next", "We begin at 11:00", "Lantern")
    assert first["about"].startswith("How might we proactively monitor")
    services.call_team(slot=world.slot, by=by)
    assert [shown(client, stage)[name] for name in ("kind", "stage", "until")] == ["called", "Setting up", None]
    services.start_pitch(slot=world.slot, by=by)
    clock.forward(minutes=3)
    now = shown(client, stage)
    assert (now["stage"], now["team"], now["left"]) == ("Pitch", "Lantern", "5 min left")
    assert (now["until"] - now["now"], now["next"]) == (5 * 60_000, "Next: Compass, about 11:16")
    services.start_questions(slot=world.slot, by=by)
    assert shown(client, stage)["stage"] == "Questions"
    services.start_scoring(slot=world.slot, by=by)
    assert shown(client, stage)["stage"] == "The judges are scoring"
    services.finish_slot(slot=world.slot, by=by)
    assert [shown(client, stage)[name] for name in ("kind", "team")] == ["break", "Until 11:16"]
    clock.forward(minutes=10)
    assert [shown(client, stage)[name] for name in ("kind", "stage", "team")] == ["next", "Next", "Compass"]
    services.skip_slot(slot=world.other_slot, by=by)
    assert shown(client, stage)["team"] == "That was the last pitch"


def test_without_scripts_the_page_says_the_same(client, world, day, stage, clock):
    services.start_pitch(slot=world.slot, by=world.people["organiser"])
    clock.forward(minutes=9)
    page = client.get(reverse("public:stage", args=[stage.key])).content.decode()
    assert ("Lantern" in page, "1 min over" in page, "Next: Compass" in page) == (True, True, True)


def test_no_person_and_nothing_of_the_judging_is_on_the_stage(client, world, day, stage):
    """J-13, P-07: the hall reads team names and times; no judge, no member, no score and no access need."""
    services.start_pitch(slot=world.slot, by=world.people["organiser"])
    page = client.get(reverse("public:stage", args=[stage.key])).content.decode()
    page += client.get(reverse("public:stage_now", args=[stage.key])).content.decode()
    assert [user.name for user in world.people.values() if user.name in page or user.email in page] == []
    assert client.get(reverse("public:stage_now", args=[stage.key])).headers["Cache-Control"].count("no-store") == 1


def test_the_stage_says_nothing_once_the_result_stands(client, world, day, stage):
    """J-15: a confirmed result changes the screen into a farewell, whoever won."""
    PitchDay.objects.filter(pk=day.pk).update(state="CONFIRMED")
    facts = shown(client, stage)
    assert (facts["kind"], facts["team"], facts["next"]) == ("over", "That was the last pitch", "")


def test_the_screen_asks_few_questions_of_the_database(client, world, day, stage, django_assert_max_num_queries):
    services.start_pitch(slot=world.slot, by=world.people["organiser"])
    with django_assert_max_num_queries(6):
        shown(client, stage)
