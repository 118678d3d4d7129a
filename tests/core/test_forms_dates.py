"""Days and times are read as people write them, and shown in the cohort's zone."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from core.forms import DateField, DateTimeField, SiteForm, TimeField, read_time
from core.forms.dates import read_whole


class WhenForm(SiteForm):
    on = DateField()
    starts_at = DateTimeField(required=False)
    at = TimeField(required=False)


def on(day="", month="", year=""):
    return WhenForm({"on_day": day, "on_month": month, "on_year": year}, zone="Europe/London")


def starts(day, month, year, clock):
    data = {"on_day": "1", "on_month": "1", "on_year": "2027"}
    data |= {"starts_at_day": day, "starts_at_month": month, "starts_at_year": year, "starts_at_time": clock}
    return WhenForm(data, zone="Europe/London")


@pytest.mark.parametrize(
    "boxes",
    [
        ("4", "1", "2027"), ("04", "01", "27"), (" 4 ", "Jan", "2027"), ("4", "january", "2027"),
        ("4 January 2027",), ("4/1/2027",), ("04.01.27",), ("2027-01-04",), ("Mon, 4th Jan 2027",),
        ("2027-01-04T09:00",),
    ],
)  # fmt: skip
def test_date_is_read_in_many_ways(boxes):
    form = on(*boxes)
    assert (form.is_valid(), form.cleaned_data.get("on")) == (True, date(2027, 1, 4))


@pytest.mark.parametrize(
    ("boxes", "code", "words"),
    [
        (("", "", ""), "required", "Fill in “On”."),
        (("4", "", "2027"), "month", "The date must include a month."),
        (("4", "1", ""), "year", "The date must include a year."),
        (("31", "2", "2027"), "day", "There is no such day in that month."),
        (("4", "13", "2027"), "month", "The month is not right."),
        (("4", "Foo", "2027"), "month", "The month is not right."),
        (("4", "1", "9999999999"), "year", "The year is not right."),
        (("4\x00", "1", "2027"), "day", "The day is not right."),
        (("soon", "", ""), "month", "The date must include a month."),
    ],
)
def test_date_says_which_part_is_wrong(boxes, code, words):
    (error,) = on(*boxes).errors.as_data()["on"]
    assert (error.code, str(error.messages[0])) == (code, words)


def test_date_keeps_what_was_typed():
    assert on("31", "2", "2027")["on"].value() == ["31", "2", "2027"]


def test_read_whole_leaves_other_texts_alone():
    assert [read_whole(text) for text in ("4", "soon", "4 January", "")] == [None] * 4


def test_moment_is_read_on_the_zones_clocks():
    summer, winter = starts("1", "7", "2027", "9:30"), starts("1", "2", "2027", "9.30am")
    assert (summer.is_valid(), winter.is_valid()) == (True, True)
    assert summer.cleaned_data["starts_at"] == datetime(2027, 7, 1, 8, 30, tzinfo=UTC)
    assert winter.cleaned_data["starts_at"] == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)


def test_moment_in_the_hour_that_the_clocks_leave_out_is_refused():
    (error,) = starts("28", "3", "2027", "01:30").errors.as_data()["starts_at"]
    assert error.code == "time"


def test_moment_in_the_hour_that_comes_twice_is_refused():
    """D-03: which of the two was meant is not guessed; the hours around it are taken."""
    (error,) = starts("31", "10", "2027", "01:30").errors.as_data()["starts_at"]
    assert (error.code, "comes twice" in error.messages[0]) == ("time", True)
    assert [starts("31", "10", "2027", clock).is_valid() for clock in ("00:59", "02:00")] == [True, True]


def test_moment_needs_a_time():
    (error,) = starts("28", "3", "2027", "").errors.as_data()["starts_at"]
    assert error.messages == ["The date must include a time."]


def test_moment_is_shown_on_the_zones_clocks():
    form = WhenForm(zone="Europe/London", initial={"starts_at": datetime(2027, 7, 1, 8, 30, tzinfo=UTC)})
    parts = form["starts_at"].subwidgets[0].data["subwidgets"]
    assert [part["value"] for part in parts] == ["1", "7", "2027", "09:30"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:30", time(9, 30)), ("0930", time(9, 30)), ("9.30am", time(9, 30)), ("2 pm", time(14)), ("12am", time(0)),
        ("14", time(14)), ("23:59", time(23, 59)), ("2.15 p.m.", time(14, 15)),
    ],
)  # fmt: skip
def test_time_is_read_in_many_ways(text, clock):
    assert read_time(text) == clock


@pytest.mark.parametrize("text", ["24:00", "9:61", "noon", "-1", "13pm", "9:30:11"])
def test_time_refuses_what_is_none(text):
    with pytest.raises(ValidationError):
        read_time(text)


def test_time_field_shows_and_reads_hours_and_minutes():
    form = WhenForm({"on_day": "1", "on_month": "1", "on_year": "2027", "at": "0905"})
    assert (form.is_valid(), form.cleaned_data["at"], TimeField().prepare_value(time(9, 5))) == (
        True,
        time(9, 5),
        "09:05",
    )


def test_date_has_changed_compares_days():
    field = DateField()
    same, other, wrong = ["4", "1", "2027"], ["5", "1", "2027"], ["x", "1", "2027"]
    assert [field.has_changed(date(2027, 1, 4), boxes) for boxes in (same, other, wrong)] == [False, True, True]
