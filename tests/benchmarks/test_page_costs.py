"""The main pages cost the same at every size: queries and bytes, never times, which a busy machine would shift."""

import pytest
from django.db import transaction

from benchmarks.catalogue import PAGES
from benchmarks.measuring import LIMITS, Cost, Kind, broken, client_of, counted, open_page
from benchmarks.seed import make_world

# Both below one page of any list, and both with everything in them.
SMALL, LARGE = 5, 20
# No page is heavier than this before it is compressed, at twenty people.
MOST_BYTES = 40_000


def measured(world):
    """Queries and bytes of every page, opened once to warm up."""
    costs = {}
    for page in PAGES:
        client = client_of(world, page.who)
        open_page(client, world, page)
        with counted() as statements:
            answer = open_page(client, world, page)
        costs[page.name] = (len(statements), len(answer.content))
    return costs


@pytest.fixture
def costs(db, clock, settings):
    """What the pages take at both sizes; each world is gone before the next one is made."""
    # As in production: organisers are asked for their second factor on every page.
    settings.REQUIRE_SECOND_FACTOR = True
    found = {}
    for size in (SMALL, LARGE):
        with transaction.atomic():
            found[size] = measured(make_world(size))
            transaction.set_rollback(True)
    return found


def test_pages_ask_the_same_at_every_size_and_keep_to_their_limits(costs):
    asked = {size: {name: queries for name, (queries, _bytes) in costs[size].items()} for size in costs}
    assert asked[SMALL] == asked[LARGE]
    too_many = {
        page.name: asked[LARGE][page.name]
        for page in PAGES
        if (most := LIMITS[page.kind].queries) is not None and asked[LARGE][page.name] > most
    }
    assert too_many == {}
    assert {name: size for name, (_queries, size) in costs[LARGE].items() if size > MOST_BYTES} == {}


def cost(name, *, kind=Kind.LIST, size=38, queries=10, ms=20.0):
    return Cost(name, kind, size, queries, 1000, ms, ms)


def test_a_page_whose_queries_grow_breaks_its_limit():
    assert broken([cost("People", queries=9), cost("People", size=400, queries=12)]) == [
        "People: the queries differ by size, {38: 9, 400: 12}"
    ]


def test_lists_and_public_pages_have_limits_of_their_own():
    assert broken([cost("People", queries=16), cost("Home", kind=Kind.PUBLIC, ms=31.0)]) == [
        "People at 38: 16 queries, 15 at most",
        "Home at 38: 31 ms, 30 at most",
    ]


def test_nothing_takes_longer_than_a_tenth_of_a_second_at_the_smallest_size():
    slow = [cost("Today", kind=Kind.PAGE, ms=101.0), cost("Today", kind=Kind.PAGE, size=400, ms=101.0)]
    assert broken(slow) == ["Today at 38: 101 ms, 100 at most"]


def test_an_address_that_does_something_else_for_many_is_counted_by_itself():
    [page] = [page for page in PAGES if page.name == "People as Excel"]
    assert [page.called(people) for people in (20, 300, 301)] == [
        "People as Excel",
        "People as Excel",
        "People as Excel, asked for",
    ]
