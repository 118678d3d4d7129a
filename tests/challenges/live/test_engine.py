"""What is to be expected of the day: nothing before its plan, nothing before the stage is free, overruns end now."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from challenges.live.engine import Minutes, Pitch, expect
from tests.clock import START

LENGTH = Minutes(setup=1, pitch=8, questions=5, scoring=3)


def after(minutes):
    return START + timedelta(minutes=minutes)


def day(*states):
    """Pitches planned 20 minutes apart, each in its state since so many minutes."""
    return [
        Pitch(number, after(20 * number), LENGTH, state, None if since is None else after(since))
        for number, (state, since) in enumerate(states)
    ]


def test_before_the_day_everything_is_as_planned():
    found = expect(day(("PLANNED", None), ("PLANNED", None)), after(-30))
    assert [(one.begins_at, one.behind) for one in found.values()] == [(after(0), 0), (after(20), 0)]


def test_a_late_start_moves_what_follows_until_gaps_have_taken_it_up():
    found = expect(day(*[("PLANNED", None)] * 4), after(8))
    assert [one.behind for one in found.values()] == [8, 5, 2, 0]


def test_the_running_stage_and_those_after_it_hold_the_stage():
    found = expect(day(("QUESTIONS", 14), ("PLANNED", None)), after(16))
    # Questions end at 19, scoring at 22.
    assert (found[0].ends_at, found[1].begins_at, found[1].behind) == (after(22), after(22), 2)


def test_a_stage_that_overruns_ends_now():
    found = expect(day(("ON_STAGE", 1), ("PLANNED", None)), after(30))
    assert (found[0].ends_at, found[1].behind) == (after(38), 18)


def test_a_team_called_while_another_is_scored_waits_for_the_stage():
    found = expect(day(("SCORING", 20), ("CALLED", 18), ("PLANNED", None)), after(21))
    assert (found[1].ends_at, found[2].begins_at) == (after(39), after(40))


def test_done_and_skipped_pitches_ask_for_no_time():
    found = expect(day(("DONE", 17), ("SKIPPED", 18), ("PLANNED", None)), after(20))
    assert (set(found), found[2].begins_at) == ({2}, after(40))


STATES = st.sampled_from(["PLANNED", "DONE", "SKIPPED"])


@given(st.lists(STATES, max_size=8), st.integers(-60, 300), st.booleans())
def test_pitches_to_come_never_overlap_nor_begin_before_their_plan(states, now, is_running):
    pitches = day(*[(state, None if state == "PLANNED" else now) for state in states])
    if is_running:
        pitches = [Pitch(99, after(0), LENGTH, "ON_STAGE", after(now - 3)), *pitches]
    found = expect(pitches, after(now))
    times = [(found[one.id].begins_at, found[one.id].ends_at, one) for one in pitches if one.state == "PLANNED"]
    assert all(begins >= max(one.starts_at, after(now)) for begins, _ends, one in times)
    assert all(later[0] >= earlier[1] for earlier, later in zip(times, times[1:], strict=False))
