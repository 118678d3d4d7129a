"""Tests of addresses and names that pretend to be others."""

import pytest

from core.people.addresses import AddressRefused, checked_address, is_mixed, normal_address


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        (" Hana.Aziz@Example.COM ", "hana.aziz@example.com"),
        ("ｈａｎａ@example.com", "hana@example.com"),
        ("hana@ｅxample.com", "hana@example.com"),
    ],
)
def test_normal_address_is_one_form_of_many_spellings(given, normal):
    """I-06, I-07: case and compatibility characters make no second account."""
    assert normal_address(given) == normal
    assert checked_address(given) == normal


@pytest.mark.parametrize(
    "given",
    [
        "",
        "hana",
        "hana@example",
        "hana@ex\u0430mple.com",
        "h\u0430na@example.com",
        "hana\u200b@example.com",
        "hana\u202e@example.com",
    ],
)
def test_checked_address_refuses_what_is_none_or_pretends(given):
    """I-07: homoglyphs, hidden characters and turned text."""
    with pytest.raises(AddressRefused):
        checked_address(given)


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Helen Marsh", False),
        ("Siân O’Neill-Łukasz", False),
        ("Анна Marsh", False),
        ("H\u0435len Marsh", True),
        ("", False),
    ],
)
def test_is_mixed_finds_words_of_two_alphabets(name, mixed):
    """I-07: a Cyrillic letter inside a Latin name."""
    assert is_mixed(name) is mixed
