"""The running order as services and pages: breaks, limits, longer slots, the published seed."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from challenges.models import AllocationLine, DayPause, PitchDay, PitchSlot
from challenges.pitchdays import services
from challenges.pitchdays.services.order import NoOrder
from core.errors import Refused
from core.models import Event
from tests.factories.challenges import PitchSlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(world):
    return world.people["organiser"]


@pytest.fixture
def day(world):
    """Five teams from ten o'clock."""
    PitchSlotFactory.create_batch(3, pitch_day=world.pitch_day)
    local = world.pitch_day.starts_at.astimezone(ZoneInfo(world.cohort.zone)).replace(hour=10, minute=0)
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(starts_at=local)
    return PitchDay.objects.get(pk=world.pitch_day.pk)


def clocks(day):
    zone = ZoneInfo(day.cohort.zone)
    rows = PitchSlot.objects.filter(pitch_day=day).order_by("order")
    return [f"{row.starts_at.astimezone(zone):%H:%M}" for row in rows]


def names(day):
    return list(day.slots.order_by("order").values_list("team__name", flat=True))


def test_times_follow_breaks_and_longer_slots(day, boss):
    services.draw_order(pitch_day=day, seed=3, by=boss)
    assert clocks(day) == ["10:00", "10:16", "10:32", "10:48", "11:04"]
    pause = services.add_pause(pitch_day=day, starts=time(10, 30), ends=time(11), title="Coffee", by=boss)
    assert clocks(day) == ["10:00", "11:00", "11:16", "11:32", "11:48"]
    services.edit_slot(slot=day.slots.get(order=1), extra_minutes=10, by=boss)
    assert clocks(day) == ["10:00", "11:00", "11:16", "11:32", "11:48"]
    services.edit_slot(slot=day.slots.get(order=2), extra_minutes=10, by=boss)
    assert clocks(day) == ["10:00", "11:00", "11:26", "11:42", "11:58"]
    services.remove_pause(pause=pause, by=boss)
    assert clocks(day) == ["10:00", "10:26", "10:52", "11:08", "11:24"]


def test_extra_minutes_stand_in_no_record(day, boss):
    """An adjustment for access is honoured, and the history says nothing of what it is."""
    services.edit_slot(slot=day.slots.get(order=1), extra_minutes=10, by=boss)
    assert Event.objects.get(event="slot.changed").data == {"fields": ["extra_minutes"]}


def test_set_up_counts_in_every_slot(day, boss):
    services.edit_pitch_day(pitch_day=day, set_up_minutes=4, starts_at=day.starts_at, by=boss)
    assert clocks(day) == ["10:00", "10:20", "10:40", "11:00", "11:20"]
    slot = day.slots.select_related("pitch_day").get(order=1)
    assert (slot.minutes, slot.ends_at) == (20, slot.starts_at + timedelta(minutes=20))


def test_the_draw_keeps_limits_and_challenges_apart_and_publishes_its_seed(world, day, boss):
    AllocationLine.objects.create(allocation=world.allocation, team=world.other_team, brief=world.brief)
    services.edit_slot(slot=world.slot, not_before=time(11), by=boss)
    for seed in range(1, 6):
        services.draw_order(pitch_day=day, seed=seed, by=boss)
        order = names(day)
        assert (order[-1], order[-2] == "Compass") == ("Lantern", False)
    assert PitchDay.objects.get(pk=day.pk).order_seed == 5


def test_rules_that_contradict_change_nothing_and_are_told(world, day, boss):
    before = names(day)
    services.edit_slot(slot=world.slot, not_before=time(14), by=boss)
    with pytest.raises(NoOrder) as refused:
        services.draw_order(pitch_day=day, seed=1, by=boss)
    assert refused.value.reasons == [
        "Lantern may not begin before 14:00, but even as the last it begins at 11:04: "
        "begin the day later, or plan a break."
    ]
    assert (names(day), Event.objects.filter(event="pitchday.order_drawn").count()) == (before, 0)


def test_nobody_pitches_while_a_judge_who_sees_all_is_away(world, day, boss):
    services.add_pause(pitch_day=day, starts=time(10, 10), ends=time(10, 40), seat=world.seat, by=boss)
    assert clocks(day)[0] == "10:40"


def test_an_order_moved_by_hand_is_no_longer_the_one_of_the_lot(day, boss):
    services.draw_order(pitch_day=day, seed=3, by=boss)
    services.move_slot(slot=day.slots.get(order=1), step=1, by=boss)
    assert PitchDay.objects.get(pk=day.pk).order_seed is None


def test_a_break_ends_after_it_begins_and_one_form_plans_one(day, boss):
    with pytest.raises(Refused):
        services.add_pause(pitch_day=day, starts=time(11), ends=time(11), by=boss)
    for _ in range(2):
        services.add_pause(pitch_day=day, starts=time(12), ends=time(13), by=boss, key="k")
    assert DayPause.objects.count() == 1


def page(name, *args):
    return reverse(f"organise:{name}", args=["spring-2027", *args])


def test_the_page_shows_times_seed_and_what_a_move_breaks(world, day, sign_in):
    client = sign_in("organiser")
    client.post(page("pitch_order_draw"), {"seed": "11"})
    assert "Drawn by lot with the number 11" in client.get(page("pitch_order")).content.decode()
    assert "Drawn by lot with the number 11" in client.get(page("pitch_day_print")).content.decode()
    client.post(page("slot_edit", world.slot.key), {"extra_minutes": "5", "not_before": "11:00"})
    first = PitchSlot.objects.get(pitch_day=day, order=1)
    while PitchSlot.objects.get(pk=world.slot.pk).order > 1:
        client.post(page("pitch_order_move"), {"slot": world.slot.key, "step": "-1"})
    words = client.get(page("pitch_order")).content.decode()
    assert "Lantern would begin at 10:00, not before 11:00 as it should." in words
    assert ("5 minutes more." in words, first is not None) == (True, True)


def test_a_draw_that_cannot_hold_says_why_on_the_page(world, day, sign_in):
    client = sign_in("organiser")
    client.post(page("slot_edit", world.slot.key), {"extra_minutes": "0", "not_before": "16:00"})
    response = client.post(page("pitch_order_draw"), follow=True)
    assert "Lantern may not begin before 16:00" in response.content.decode()


def test_a_break_is_planned_and_removed_on_the_page(world, day, sign_in):
    client = sign_in("organiser")
    data = {"starts": "12:30", "ends": "13:15", "title": "Lunch", "seat": ""}
    assert "12:30–13:15" in client.post(page("pitch_order"), data, follow=True).content.decode()
    assert client.post(page("pitch_order"), {**data, "ends": "12:00"}).status_code == 422
    client.post(page("pitch_pause_remove"), {"pause": DayPause.objects.get().key})
    assert DayPause.objects.count() == 0


def test_the_page_of_the_order_takes_the_same_queries_whatever_the_size(world, day, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    client.get(page("pitch_order"))
    for _ in range(2):
        with django_assert_num_queries(15):
            client.get(page("pitch_order"))
        PitchSlotFactory.create_batch(2, pitch_day=day)
        DayPause.objects.create(pitch_day=day, starts=time(20), ends=time(21))
