"""Homes in a real browser: no violation, no console error, no sideways scroll."""

import pytest

from tests.browsers import assert_clean, assert_no_sideways_scroll
from tests.factories import challenges

PAGES = [
    ("organiser", "/organise/spring-2027/"),
    ("organiser", "/organise/spring-2027/calendar/"),
    ("organiser", "/organise/spring-2027/changes/"),
    ("participant", "/my/spring-2027/"),
    ("challenge_owner", "/partner/"),
]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width, scheme", [(1280, "light"), (320, "dark")])
def test_homes_are_clean(page, world, width, scheme):
    challenges.MilestoneFactory(cohort=world.cohort, title="Plan", due_at=world.visit.starts_at.replace(day=1))
    for role, path in PAGES:
        tab = page(user=world.people[role], width=width, scheme=scheme)
        tab.goto(path)
        assert_clean(tab)
        assert_no_sideways_scroll(tab)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_cohort_switcher_opens_without_scripts(page, world):
    tab = page(user=world.people["organiser"], scripts=False)
    tab.goto("/organise/spring-2027/")
    tab.locator(".switch summary").click()
    tab.get_by_role("link", name="All programmes").click()
    assert tab.url.endswith("/organise/programmes/")
