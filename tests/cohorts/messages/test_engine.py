"""Filling a text's placeholders."""

import pytest

from cohorts.messages.engine import (
    BrokenLine,
    EmptyPlaceholder,
    UnknownPlaceholder,
    fill,
    fill_line,
    harmless,
    placeholders_in,
    unknown_in,
)


def test_fill_replaces_each_placeholder_by_its_text():
    assert fill("Hello {name}, {name} of {team}", {"name": "Hana", "team": "Kite"}) == "Hello Hana, Hana of Kite"


@pytest.mark.parametrize(
    "hostile",
    ["{user.password}", "{name.__class__}", "{name[0]}", "{name!r}", "{name:>99999999}", "{0}", "{}", "{ name }"],
)
def test_fill_walks_no_attribute(hostile):
    """M-03: whatever is not one plain known name is refused, never looked up."""
    with pytest.raises(UnknownPlaceholder):
        fill(hostile, {"name": "Hana"})


def test_fill_never_reads_a_value_as_text_again():
    """M-03: a placeholder inside a value stays a value."""
    assert fill("Hello {name}", {"name": "{link}", "link": "https://secret"}) == "Hello {link}"


def test_fill_leaves_other_signs_alone():
    assert fill("100% of {name} %s %(x)s $x", {"name": "Hana"}) == "100% of Hana %s %(x)s $x"


@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_fill_refuses_an_empty_value(value):
    """M-02: a missing value blocks."""
    with pytest.raises(EmptyPlaceholder):
        fill("Hello {name}", {"name": value})


def test_fill_refuses_what_is_not_text():
    with pytest.raises(TypeError):
        fill("{name}", {"name": object()})


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\n", "\0", "\x0b", "\x85", "\u2028", "\u2029"])
def test_fill_line_refuses_line_breaks(sign):
    """M-07: neither the text nor a value brings a second line into a subject."""
    with pytest.raises(BrokenLine):
        fill_line("Hello {name}", {"name": f"Hana{sign}Bcc: all@example.com"})
    with pytest.raises(BrokenLine):
        fill_line(f"Hello{sign}Bcc: all@example.com", {})


@pytest.mark.parametrize(
    ("value", "harmed"),
    [
        ("https://evil.example", "https: //evil. example"),
        ("Hana www.evil.example/login", "Hana www. evil. example/login"),
        ("Hana@evil.example", "Hana@evil. example"),
        ("https://1.2.3.4/x", "https: //1.2.3.4/x"),
        ("Dr. J. R. Marks", "Dr. J. R. Marks"),
        ("Fri 12 Mar 2027, 17:00 GMT", "Fri 12 Mar 2027, 17:00 GMT"),
        ("Zoë O’Neill-Bär", "Zoë O’Neill-Bär"),
        ("2.5 days", "2.5 days"),
    ],
)
def test_harmless_leaves_nothing_a_mail_reader_makes_a_link_of(value, harmed):
    """M-04: names hold no link."""
    assert harmless(value) == harmed


def test_placeholders_are_listed_once_in_order():
    assert placeholders_in("{b} {a} {b}") == ["b", "a"]
    assert unknown_in("{b} {a}", {"a"}) == ["b"]
