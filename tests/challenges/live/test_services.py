"""The day as it runs: steps in order, by the server's clock, undone, shifted, and in words."""

import pytest

from challenges.live import services
from challenges.live.queries import running
from challenges.live.words import delay_words
from challenges.models import LiveStep, PitchSlot
from challenges.pitchdays.services import open_scoring
from core.lifecycle import NotPossibleNow
from core.models import Event
from tests.factories.challenges import PitchDayFactory, PitchSlotFactory

pytestmark = pytest.mark.django_db


def events():
    rows = Event.objects.filter(event__startswith="live.").order_by("pk")
    return [(event.removeprefix("live."), subject) for event, subject in rows.values_list("event", "subject_label")]


@pytest.fixture
def day(world, clock):
    """Scoring is open and it is the minute at which the first pitch is planned; Lantern pitches before Compass."""
    PitchSlot.objects.filter(pk=world.other_slot.pk).update(
        starts_at=world.slot.starts_at + services.timedelta(minutes=16)
    )
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    world.other_slot.refresh_from_db()
    clock.set(world.slot.starts_at)
    return world.pitch_day


@pytest.fixture
def go(world):
    def step(name, slot=None):
        return services.STEPS[name](slot=slot or world.slot, by=world.people["organiser"])

    return step


def states(day):
    return [(one.slot.team.name, one.state.value) for one in running(day).pitches]


def test_a_pitch_goes_through_its_stages_at_the_servers_times(world, day, go, clock):
    begun = clock.now
    for name in ("call_team", "start_pitch", "start_questions", "start_scoring", "finish_slot"):
        live = go(name)
        assert live.since == clock.now
        clock.forward(minutes=4)
    times = [step.at for step in LiveStep.objects.order_by("pk")]
    assert [(at - begun).seconds // 60 for at in times] == [0, 4, 8, 12, 16]
    assert states(day) == [("Lantern", "DONE"), ("Compass", "PLANNED")]
    assert events() == [
        ("team_called", "Lantern"),
        ("pitch_started", "Lantern"),
        ("questions_started", "Lantern"),
        ("scoring_started", "Lantern"),
        ("slot_finished", "Lantern"),
    ]


def test_a_button_pressed_twice_is_one_step(day, go):
    go("call_team")
    go("call_team")
    assert events() == [("team_called", "Lantern")]


def test_the_stage_belongs_to_one_team(world, day, go):
    go("start_pitch")
    with pytest.raises(services.StageTaken, match="Lantern has the stage"):
        go("start_pitch", world.other_slot)
    go("call_team", world.other_slot)
    assert (running(day).current.slot, running(day).next.slot) == (world.slot, world.other_slot)


def test_one_team_at_a_time_is_called(world, day, go):
    go("call_team")
    with pytest.raises(services.StageTaken, match="Lantern is called already"):
        go("call_team", world.other_slot)


def test_steps_out_of_order_are_refused_and_leave_no_trace(day, go):
    with pytest.raises(NotPossibleNow):
        go("start_questions")
    assert (events(), LiveStep.objects.count()) == ([], 0)


def test_a_skipped_team_can_be_called_later(world, day, go):
    go("skip_slot")
    assert running(day).to_come[0].slot == world.other_slot
    go("call_team")
    assert states(day)[0] == ("Lantern", "CALLED")


def test_undo_takes_back_one_step_after_the_other_with_its_time(world, day, go, clock):
    go("call_team")
    called = clock.now
    clock.forward(minutes=2)
    go("start_pitch")
    clock.forward(minutes=1)
    undone = services.undo_step(pitch_day=day, by=world.people["organiser"])
    assert (undone.state, undone.since) == ("CALLED", called)
    undone = services.undo_step(pitch_day=day, by=world.people["organiser"])
    assert (undone.state, undone.since) == ("PLANNED", None)
    with pytest.raises(services.NothingToUndo):
        services.undo_step(pitch_day=day, by=world.people["organiser"])
    assert [name for name, _subject in events()] == ["team_called", "pitch_started", "step_undone", "step_undone"]


def test_nothing_runs_before_scoring_is_open_nor_after_the_result_stands(world, go):
    for state in ("PLANNED", "CONFIRMED", "PUBLISHED"):
        type(world.pitch_day).objects.filter(pk=world.pitch_day.pk).update(state=state)
        with pytest.raises(services.NotRunning):
            go("call_team")


def test_the_delay_is_told_in_words(world, day, go, clock):
    assert delay_words(running(day)) == "On time: pitch 1 begins at 11:00"
    clock.forward(minutes=12)
    go("start_pitch")
    # Lantern needs 8, 5 and 3 minutes; Compass was planned at 11:16.
    assert delay_words(running(day)) == "12 minutes behind: pitch 2 begins about 11:28"


def test_the_rest_moves_and_what_has_begun_does_not(world, day, go):
    go("call_team")
    before, later = world.slot.starts_at, world.other_slot.starts_at
    assert services.shift_rest(pitch_day=day, minutes=12, by=world.people["organiser"]) == 1
    world.slot.refresh_from_db()
    world.other_slot.refresh_from_db()
    assert (world.slot.starts_at, (world.other_slot.starts_at - later).seconds) == (before, 12 * 60)
    assert Event.objects.get(event="live.rest_shifted").data == {"minutes": 12, "moved": 1}


@pytest.mark.parametrize("minutes", [0, -5, 181])
def test_a_shift_of_nothing_or_too_much_is_refused(world, day, minutes):
    with pytest.raises(services.NotThatFar):
        services.shift_rest(pitch_day=day, minutes=minutes, by=world.people["organiser"])


def test_extra_minutes_of_a_team_count_in_its_pitch(world, day, go):
    PitchSlot.objects.filter(pk=world.slot.pk).update(extra_minutes=4)
    go("start_pitch")
    current = running(day).current
    assert (current.until - current.since).seconds == 12 * 60


def test_a_gap_in_the_plan_is_a_break(world, day, go, clock):
    PitchSlot.objects.filter(pk=world.other_slot.pk).update(
        starts_at=world.slot.starts_at + services.timedelta(minutes=45)
    )
    go("start_pitch")
    go("finish_slot")
    assert running(day).break_until == world.slot.starts_at + services.timedelta(minutes=45)


def test_the_running_day_takes_two_queries(day, go, django_assert_num_queries):
    for _ in range(2):
        go("call_team") if running(day).called is None else None
        with django_assert_num_queries(2):
            running(day)
        PitchSlotFactory.create_batch(3, pitch_day=day)


def test_another_days_steps_are_not_undone(world, day, go):
    other = PitchDayFactory(state="SCORING")
    go("call_team")
    with pytest.raises(services.NothingToUndo):
        services.undo_step(pitch_day=other, by=world.people["organiser"])
