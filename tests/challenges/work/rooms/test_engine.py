"""Which times suit a team, what people said to them, and which addresses may be kept."""

from datetime import UTC, date, datetime

import pytest

from challenges.work.rooms.engine.addresses import WrongAddress, checked, host_of
from challenges.work.rooms.engine.slots import candidates, span
from challenges.work.rooms.engine.tally import tallies, unanswered
from cohorts.questions.availability import FULL, bit

MONDAY, TUESDAY = date(2027, 3, 15), date(2027, 3, 16)
MORNING = bit(0, 9) | bit(0, 10) | bit(1, 9)


def told(found):
    return [(one.on, one.hour, one.free, one.busy) for one in found]


def test_the_hours_in_which_most_are_free_are_offered_with_who_is_not():
    free = {"hana": FULL, "leo": MORNING, "mina": bit(1, 9)}
    found = candidates([MONDAY, TUESDAY], 60, free)
    assert told(found)[:3] == [
        (MONDAY, 9, ("hana", "leo"), ("mina",)),
        (MONDAY, 10, ("hana", "leo"), ("mina",)),
        (TUESDAY, 9, ("hana", "leo", "mina"), ()),
    ]


def test_a_meeting_of_two_hours_needs_both_of_them():
    found = candidates([MONDAY], 90, {"leo": MORNING})
    assert told(found) == [(MONDAY, 9, ("leo",), ())]


def test_hours_that_are_taken_and_days_without_work_are_left_out():
    found = candidates(span(MONDAY, date(2027, 3, 21)), 60, {"leo": MORNING}, taken=[(MONDAY, 9)])
    assert told(found) == [(MONDAY, 10, ("leo",), ()), (TUESDAY, 9, ("leo",), ())]


def test_a_day_gives_two_times_and_all_days_six():
    found = candidates(span(MONDAY, date(2027, 3, 19)), 60, {"leo": FULL})
    assert [(one.on.day, one.hour) for one in found] == [(15, 9), (15, 10), (16, 9), (16, 10), (17, 9), (17, 10)]


def test_nobody_free_is_no_time():
    assert candidates([MONDAY], 60, {"leo": 0}) == []


def at(hour):
    return datetime(2027, 3, 15, hour, tzinfo=UTC)


def test_the_best_time_is_where_most_come_then_most_gladly_then_the_earliest():
    said = {(1, 7): "YES", (1, 8): "MAYBE", (2, 7): "YES", (2, 8): "YES", (3, 7): "YES", (3, 8): "YES", (3, 9): "NO"}
    found = tallies([(3, at(15)), (1, at(9)), (2, at(11))], [7, 8, 9], said)
    assert [(one.slot, one.is_best) for one in found] == [(1, False), (2, True), (3, False)]
    assert (found[2].yes, found[2].no, found[0].unsaid) == ((7, 8), (9,), (9,))


def test_what_somebody_said_who_is_not_asked_any_more_is_not_counted():
    [only] = tallies([(1, at(9))], [7], {(1, 7): "NO", (1, 8): "YES"})
    assert (only.coming, only.is_best) == (0, False)


def test_who_left_one_time_open_has_not_answered():
    assert unanswered([1, 2], [7, 8], {(1, 7): "YES", (2, 7): "NO", (1, 8): "YES"}) == [8]


@pytest.mark.parametrize(
    "address, host",
    [
        ("https://boards.example.com/a?b=c#d", "boards.example.com"),
        ("http://example.com:8080/", "example.com"),
        ("HTTPS://Example.COM", "example.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://example.com./x", "example.com."),
    ],
)
def test_an_address_tells_where_it_leads(address, host):
    """O-02: a name in another alphabet is shown in its plain form, so that it reads as no other."""
    assert (checked(address), host_of(address)) == (address, host)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.com/",
        "//example.com/",
        "example.com",
        "https://",
        "https:///x",
        "https://localhost/",
        "https://user:pass@example.com/",
        "https://example.com@evil.example/",
        "https://example.com\\@evil.example/",
        "https://exa mple.com/",
        "https://example.com/\u202egpj",
        "https://example.com:port/",
        "https://[::1/",
        "https://" + "a" * 70 + ".example/",
        "java\tscript:alert(1)",
    ],
)
def test_anything_else_is_no_address(address):
    with pytest.raises(WrongAddress):
        checked(address)
