"""Tests of the test harness itself."""

import pytest
from django.db import connection
from wagtail.models import Locale, Page

from core.models import User
from tests.browsers import assert_clean


@pytest.mark.django_db
def test_database_holds_what_migrations_made():
    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_transactional_tests_keep_what_migrations_made(time):
    assert (Page.objects.filter(depth=1).count(), Locale.objects.count()) == (1, 1)


@pytest.mark.postgres
def test_race_runs_in_threads_and_keeps_order(race):
    def make(number):
        def insert():
            User.objects.create_user(f"person{number}@example.com")
            return number

        return insert

    assert race(make(1), make(2), lambda: 1 // 1) == [1, 2, 1]
    assert User.objects.count() == 2
    assert connection.vendor == "postgresql"


@pytest.mark.browser
def test_browser_opens_the_live_site(page):
    tab = page(width=390, scheme="dark")
    tab.goto("/health/")
    assert tab.inner_text("body").strip() == '{"status": "ok"}'
    tab.set_content("<html lang=en><title>Clean</title><main><h1>Clean</h1></main></html>")
    assert_clean(tab)
