"""Codes, words and seats under real threads on PostgreSQL."""

import pytest

from challenges.judges import services
from challenges.live import services as live
from challenges.models import HandOver, LiveDay, LiveSlot, LiveStep, Nudge, PanelSeat, SeatCode
from core.lifecycle import NotPossibleNow
from tests.factories.challenges import HandOverFactory, PanelSeatFactory, PitchDayFactory, PitchSlotFactory
from tests.factories.cohorts import StaffFactory

pytestmark = pytest.mark.postgres


@pytest.fixture
def day(transactional_db):
    return PitchDayFactory(state="SCORING")


@pytest.fixture
def organiser(day):
    return StaffFactory(programme=day.cohort.programme).user


def test_a_code_pressed_twice_at_once_lets_in_once(race, day):
    seat = PanelSeatFactory(pitch_day=day)
    digits = services.new_code(seat=seat)
    results = race(*[lambda: services.use_code(seat=seat, digits=digits)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert SeatCode.objects.exclude(used_at=None).count() == 1


def test_wrong_tries_at_once_are_all_counted(race, day):
    """J-12: forty guesses in one moment are five tries."""
    seat = PanelSeatFactory(pitch_day=day)
    digits = services.new_code(seat=seat)
    wrong = "111111" if digits != "111111" else "222222"
    assert race(*[lambda: services.use_code(seat=seat, digits=wrong)] * 12) == [False] * 12
    assert (SeatCode.objects.get().tries, services.use_code(seat=seat, digits=digits)) == (5, False)


def test_two_organisers_start_two_pitches_at_once(race, day, organiser):
    """C-01: one team has the stage, the other organiser is told which."""
    slots = PitchSlotFactory.create_batch(2, pitch_day=day)
    results = race(*(lambda slot=slot: live.start_pitch(slot=slot, by=organiser) for slot in slots))
    assert sorted(type(result).__name__ for result in results) == ["LiveSlot", "StageTaken"]
    assert (LiveSlot.objects.filter(state="ON_STAGE").count(), LiveDay.objects.count()) == (1, 1)


def test_one_button_pressed_by_two_at_once_is_one_step(race, day, organiser):
    slot = PitchSlotFactory(pitch_day=day)
    race(*[lambda: live.call_team(slot=slot, by=organiser)] * 4)
    assert (LiveSlot.objects.get(slot=slot).state, LiveStep.objects.count()) == ("CALLED", 1)


def test_two_undo_at_once_take_back_a_step_each(race, day, organiser):
    slot = PitchSlotFactory(pitch_day=day)
    live.call_team(slot=slot, by=organiser)
    live.start_pitch(slot=slot, by=organiser)
    race(*[lambda: live.undo_step(pitch_day=day, by=organiser)] * 2)
    assert (LiveSlot.objects.get(slot=slot).state, LiveStep.objects.filter(undone_at=None).count()) == ("PLANNED", 0)


def test_a_deputy_is_confirmed_once(race, day, organiser):
    asked = HandOverFactory(seat__pitch_day=day)
    results = race(*[lambda: services.confirm_hand_over(hand_over=asked, by=organiser)] * 2)
    assert sorted(type(result) for result in results if not isinstance(result, PanelSeat)) == [NotPossibleNow]
    assert (PanelSeat.objects.filter(left_at=None).count(), HandOver.objects.get().state) == (1, "CONFIRMED")


def test_two_organisers_ring_one_judge_at_once(race, day, organiser):
    seat = PanelSeatFactory(pitch_day=day)
    results = race(*[lambda: services.nudge(seat=seat, words="Come.", by=organiser)] * 3)
    assert sorted(type(result).__name__ for result in results) == ["Nudge", "TooSoon", "TooSoon"]
    assert Nudge.objects.count() == 1
