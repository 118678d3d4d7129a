"""Moments in words: absolute with the zone, relative by the zone's calendar, across clock changes."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from core.templatetags import moments

COHORT = SimpleNamespace(zone="Europe/London")
FRIDAY = datetime(2027, 3, 12, 17, 0, tzinfo=UTC)


@pytest.fixture
def tuesday(settings):
    settings.FIXED_NOW = "2027-03-09T09:00:00+00:00"


def test_when_is_absolute_with_zone_and_relative(tuesday):
    assert moments.when(FRIDAY, COHORT) == (
        '<time datetime="2027-03-12T17:00:00+00:00">Fri 12 Mar 2027, 17:00 GMT</time>, in 3 days'
    )


def test_when_text_is_the_same_without_html(tuesday):
    assert moments.when_text(FRIDAY, COHORT) == "Fri 12 Mar 2027, 17:00 GMT, in 3 days"


def test_when_in_summer_says_summer_time(tuesday):
    after = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    before = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    assert [moments.absolute(at, COHORT) for at in (before, after)] == [
        "Sun 28 Mar 2027, 00:59 GMT",
        "Sun 28 Mar 2027, 02:00 BST",
    ]


def test_when_follows_the_zone_it_is_given(tuesday):
    zones = ["Europe/London", "Europe/Athens", "America/New_York", None]
    assert [moments.absolute(FRIDAY, zone) for zone in zones] == [
        "Fri 12 Mar 2027, 17:00 GMT",
        "Fri 12 Mar 2027, 19:00 EET",
        "Fri 12 Mar 2027, 12:00 EST",
        "Fri 12 Mar 2027, 17:00 UTC",
    ]


def test_relative_goes_by_the_calendar_of_the_zone(settings):
    """Twenty past eleven at night in London is already tomorrow's morning in Athens."""
    settings.FIXED_NOW = "2027-01-05T21:00:00+00:00"
    late = datetime(2027, 1, 5, 22, 30, tzinfo=UTC)
    assert [moments.ago(late, zone) for zone in ("Europe/London", "Europe/Athens")] == ["in 2 hours", "tomorrow"]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2027, 3, 9, 9, 0, 30, tzinfo=UTC), "now"),
        (datetime(2027, 3, 9, 9, 20, tzinfo=UTC), "in 20 minutes"),
        (datetime(2027, 3, 9, 8, 59, tzinfo=UTC), "1 minute ago"),
        (datetime(2027, 3, 9, 14, 0, tzinfo=UTC), "in 5 hours"),
        (datetime(2027, 3, 10, 8, 0, tzinfo=UTC), "tomorrow"),
        (datetime(2027, 3, 8, 23, 0, tzinfo=UTC), "yesterday"),
        (datetime(2027, 3, 22, 9, 0, tzinfo=UTC), "in 13 days"),
        (datetime(2027, 3, 23, 9, 0, tzinfo=UTC), "in 2 weeks"),
        (datetime(2026, 12, 9, 9, 0, tzinfo=UTC), "3 months ago"),
        (datetime(2029, 3, 9, 9, 0, tzinfo=UTC), "in 2 years"),
    ],
)
def test_relative_uses_the_unit_people_would(tuesday, at, words):
    assert moments.ago(at, COHORT) == words


def test_stamp_shortens_with_distance(tuesday):
    times = [
        datetime(2027, 3, 9, 8, 51, tzinfo=UTC),
        datetime(2027, 3, 8, 8, 0, tzinfo=UTC),
        datetime(2027, 3, 2, 8, 0, tzinfo=UTC),
        datetime(2026, 2, 5, 8, 0, tzinfo=UTC),
    ]
    assert [moments.stamp(at, COHORT) for at in times] == ["08:51", "Mon", "2 Mar", "5 Feb 2026"]


def test_day_and_clock_take_dates_times_and_moments():
    summer = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)
    shown = [moments.day(date(2027, 3, 12)), moments.day(summer, COHORT), moments.short_day(summer, COHORT)]
    assert shown == ["Fri 12 Mar 2027", "Fri 2 Jul 2027", "Fri 2 Jul"]
    assert [moments.clock(summer, COHORT), moments.clock(time(9, 5))] == ["00:30", "09:05"]


def test_nothing_is_shown_as_nothing():
    shown = [
        show(None) for show in (moments.when, moments.when_text, moments.ago, moments.day, moments.clock, moments.stamp)
    ]
    assert shown == ["", "", "", "", "", ""]
