"""The public page with a result for crowds: from one row, never before the release, replaced with what it shows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from challenges.models import PrebuiltPage
from challenges.results import services
from tests.challenges.results.day import approve, close, release
from tests.factories.cms import make_cohort_page

pytestmark = pytest.mark.django_db
PAGE = "/cohorts/spring-2027/"


@pytest.fixture
def page(world):
    """The cohort's public page, and a result that two people have approved; nothing is released."""
    make_cohort_page(world.cohort)
    approve(close(world))
    return world


def look(client=None, **headers):
    """The answer to somebody who looks, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = (client or Client()).get(PAGE, headers=headers)
    return answer, len(queries)


def test_page_is_kept_from_the_first_look_on_and_takes_one_query(page):
    release(page)
    first, _queries = look()
    again, queries = look()
    assert (queries, again.content, again.status_code) == (1, first.content, 200)
    assert b"Lantern comes first.</h2>" in again.content
    assert {name: again[name] for name in ("Cache-Control", "X-Frame-Options", "Content-Security-Policy")} == {
        "Cache-Control": "no-cache",
        "X-Frame-Options": "DENY",
        "Content-Security-Policy": first["Content-Security-Policy"],
    }


def test_nothing_is_kept_before_the_release(page):
    """J-13: whoever looks, however often."""
    for _ in range(2):
        assert b"comes first" not in look()[0].content
    assert PrebuiltPage.objects.count() == 0


def test_a_look_of_who_runs_it_keeps_nothing_and_can_be_undone(page, sign_in):
    """J-17: the organiser's own look is no look, and is on nobody else's page."""
    release(page)
    assert b"comes first" in look(sign_in("organiser"))[0].content
    assert PrebuiltPage.objects.count() == 0
    services.undo_release(pitch_day=page.pitch_day, by=page.people["organiser"])
    assert b"comes first" not in look()[0].content


def test_who_has_the_page_already_is_told_so(page, clock):
    release(page)
    look()
    tag = look()[0]["ETag"]
    known, queries = look(if_none_match=tag)
    assert (known.status_code, known.content, queries) == (304, b"", 1)
    clock.forward(minutes=2)
    changed, _queries = look(if_none_match=tag)
    assert (changed.status_code, look()[0]["ETag"] != tag) == (200, True)
