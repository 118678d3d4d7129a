"""Tests of what a list may be asked."""

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.urls import reverse

from core.lists import choice, links_to, only_known, page_of, search_words, sort_order

ALLOWED = {"name": ["last_name", "first_name"], "newest": "-joined_at"}


def asked(query):
    return RequestFactory().get(f"/?{query}")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", ["last_name", "first_name"]),
        ("sort=-name", ["-last_name", "-first_name"]),
        ("sort=newest", ["-joined_at"]),
        ("sort=-newest", ["joined_at"]),
    ],
)
def test_sort_order_gives_fields_of_the_table(query, fields):
    assert sort_order(asked(query), ALLOWED, "name") == fields


@pytest.mark.parametrize("query", ["sort=score", "sort=judge__name", "sort=--name", "sort=password", "sort="])
def test_sort_order_refuses_other_fields(query):
    """O-03: no order by a hidden field."""
    with pytest.raises(BadRequest):
        sort_order(asked(query), ALLOWED, "name")


def test_choice_takes_allowed_values_only():
    """O-03: filters by allow-list."""
    assert choice(asked(""), "state", {"open"}) == ""
    assert choice(asked(""), "state", {"open"}, "open") == "open"
    assert choice(asked("state=open"), "state", {"open"}) == "open"
    with pytest.raises(BadRequest):
        choice(asked("state=secret"), "state", {"open"})


def test_only_known_refuses_guessed_parameters():
    """O-03: `judge__name=` is no filter."""
    only_known(asked("sort=name&page=2&state=open"), "state")
    with pytest.raises(BadRequest):
        only_known(asked("judge__name=Helen"), "state")


def test_search_words_are_trimmed_and_bounded():
    assert search_words(asked("q=%20hana%20")) == "hana"
    for query in ("q=" + "x" * 101, "q=%00"):
        with pytest.raises(BadRequest):
            search_words(asked(query))


def test_page_of_caps_the_size():
    """W-05: 100,000 rows cannot be asked for at once."""
    rows = list(range(500))
    assert len(page_of(asked(""), rows)) == 50
    assert len(page_of(asked("size=100000"), rows)) == 100
    assert list(page_of(asked("size=2&page=3"), rows)) == [4, 5]
    assert list(page_of(asked(""), [])) == []


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99", "page=10001", "size=0", "size=x", "page=1e9", "page=²"]
)
def test_page_of_refuses_pages_that_are_not_there(query):
    """W-05: no deep offset."""
    with pytest.raises(BadRequest):
        page_of(asked(query), list(range(100)))


def test_addresses_of_rows_are_those_that_reverse_gives():
    url = links_to("organise:person", "spring-2027")
    assert url("abcdefghijkl") == reverse("organise:person", args=["spring-2027", "abcdefghijkl"])


def test_rows_whose_number_is_known_are_not_counted():
    class Uncounted(list):
        def __len__(self):
            raise AssertionError("counted")

    page = page_of(asked("page=2"), Uncounted(range(60)), count=60)
    assert (list(page.object_list), page.paginator.count) == (list(range(50, 60)), 60)
