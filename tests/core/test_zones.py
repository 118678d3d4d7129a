"""Tests of the site's one clock and of wall-clock times."""

from datetime import UTC, date, datetime, time

import pytest

from core import zones
from tests.clock import START


def test_now_is_the_frozen_moment():
    assert zones.now() == START


def test_now_follows_the_clock(clock):
    clock.forward(days=1, minutes=5)
    assert zones.now() == datetime(2027, 3, 10, 10, 5, tzinfo=UTC)


def test_now_is_the_present_when_nothing_is_frozen(settings):
    settings.FIXED_NOW = ""
    assert abs((datetime.now(UTC) - zones.now()).total_seconds()) < 5


def test_moment_prefers_what_it_was_given():
    given = datetime(2026, 1, 1, tzinfo=UTC)
    assert zones.moment(given) == given
    assert zones.moment(None) == START


def test_wall_keeps_half_past_nine_over_both_clock_changes():
    """D-02: weekly 09:30 stays 09:30 in London; the weeks between last 167 and 169 hours."""
    spring = [zones.wall(day, time(9, 30), "Europe/London") for day in (date(2027, 3, 24), date(2027, 3, 31))]
    autumn = [zones.wall(day, time(9, 30), "Europe/London") for day in (date(2027, 10, 27), date(2027, 11, 3))]
    assert (spring[1] - spring[0]).total_seconds() / 3600 == 167
    assert (autumn[1] - autumn[0]).total_seconds() / 3600 == 169
    assert [zones.local(at, "Europe/London").strftime("%H:%M") for at in spring + autumn] == ["09:30"] * 4


def test_wall_refuses_a_time_that_the_clocks_skip():
    """D-03: half past one does not exist on the night the clocks go forward."""
    with pytest.raises(ValueError, match="01:30 on 2027-03-28 does not exist in Europe/London"):
        zones.wall(date(2027, 3, 28), time(1, 30), "Europe/London")


def test_only_the_hour_in_which_the_clocks_go_back_comes_twice():
    """D-03."""
    twice = {
        clock: zones.comes_twice(date(2027, 10, 31), clock, "Europe/London")
        for clock in (time(0), time(1, 30), time(2))
    }
    assert twice == {time(0): False, time(1, 30): True, time(2): False}


def test_today_is_the_date_in_the_zone():
    late = datetime(2027, 3, 9, 23, 30, tzinfo=UTC)
    assert zones.today("Europe/London", late) == date(2027, 3, 9)
    assert zones.today("Europe/Berlin", late) == date(2027, 3, 10)


@pytest.mark.parametrize(
    ("day", "number"), [(date(2027, 1, 31), 0), (date(2027, 2, 1), 1), (date(2027, 2, 7), 1), (date(2027, 4, 25), 12)]
)
def test_week_number_counts_from_one(day, number):
    assert zones.week_number(date(2027, 2, 1), day) == number


def test_monday_of_goes_back_to_monday():
    assert zones.monday_of(date(2027, 3, 14)) == date(2027, 3, 8)
    assert zones.monday_of(date(2027, 3, 8)) == date(2027, 3, 8)


def test_zone_names_offers_places_only():
    names = zones.zone_names()
    assert "Europe/London" in names
    assert [name for name in names if name.startswith("Etc/")] == []


@pytest.mark.parametrize(
    ("day", "zone", "at"),
    [
        (date(2027, 3, 27), "Europe/London", datetime(2027, 3, 27, 23, 59, tzinfo=UTC)),
        (date(2027, 3, 28), "Europe/London", datetime(2027, 3, 28, 22, 59, tzinfo=UTC)),
        # 23:00 to midnight is not there: 22:59 is the last minute.
        (date(2027, 3, 27), "America/Nuuk", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        # 23:59 comes twice: the second is the last.
        (date(2027, 4, 3), "America/Santiago", datetime(2027, 4, 4, 3, 59, tzinfo=UTC)),
    ],
)
def test_every_day_has_a_last_minute(day, zone, at):
    assert zones.last_minute(day, zone) == at
