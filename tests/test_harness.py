"""Tests of the test harness itself."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from wagtail.models import Locale, Page

from cohorts.models import Cohort, Team
from core.models import User
from tests.browsers import assert_clean
from tests.cast import _world
from tests.factories.core import UserFactory
from tests.recordings import _rows, recorded


@pytest.mark.django_db
def test_database_holds_what_migrations_made():
    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_transactional_tests_keep_what_migrations_made(time):
    assert (Page.objects.filter(depth=1).count(), Locale.objects.count()) == (1, 1)


IN_A_TRANSACTION = pytest.param(marks=pytest.mark.django_db, id="in a transaction")
COMMITTED = pytest.param(marks=pytest.mark.django_db(transaction=True), id="committed")


def facts(world):
    """How many rows stand in each table, and some of what the world's objects hold."""
    people = {role: (user.email, user.is_superuser) for role, user in world.people.items()}
    held = (world.cohort.state, world.slot.order, world.brief.question, world.visit.starts_at, world.seat.user.email)
    return {table: len(found) for table, found in _rows().items()}, people, held


@pytest.mark.parametrize((), [IN_A_TRANSACTION, COMMITTED])
def test_a_copied_world_is_the_world_that_is_made():
    with transaction.atomic():
        made = facts(_world())
        transaction.set_rollback(True)
    with transaction.atomic():
        recorded("world", _world)
        transaction.set_rollback(True)
    copied = recorded("world", None)  # None: nothing is made any more
    assert facts(copied) == made
    assert Team.objects.get(pk=copied.team.pk).key == copied.team.key
    assert copied.people["judge"] is copied.seat.user
    # What is made afterwards gets numbers of its own.
    assert UserFactory().pk not in {user.pk for user in copied.people.values()}


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_does_to_its_world_is_gone_in_the_next(time, world):
    assert (world.team.name, Cohort.objects.get(slug="spring-2027").name) == ("Lantern", "Spring 2027")
    assert User.objects.get(pk=world.people["judge"].pk).check_password("correct horse battery")
    assert User.objects.filter(email="new@example.com").count() == 0
    world.team.name = "Changed"
    Cohort.objects.update(name="Changed")
    User.objects.create_user("new@example.com")


@pytest.mark.django_db
def test_a_recording_writes_what_was_changed_and_removed_too():
    def build():
        Page.objects.filter(depth=1).update(title="Changed")
        Group.objects.all().delete()
        return User.objects.create_user("new@example.com", first_name="It's 100%\n“new”")

    for _time in range(2):
        with transaction.atomic():
            new = recorded("changes", build)
            assert Page.objects.get(depth=1).title == "Changed"
            assert Group.objects.count() == 0
            assert User.objects.get().first_name == new.first_name == "It's 100%\n“new”"
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_rows_of_the_test_itself_are_neither_lost_nor_in_the_way():
    def build():
        return [UserFactory(email="a@example.com"), UserFactory(email="b@example.com")]

    with transaction.atomic():
        recorded("two people", build)
        transaction.set_rollback(True)
    mine = UserFactory(email="a@example.com")
    made = recorded("two people", build)
    assert (made[0].pk, User.objects.count()) == (mine.pk, 2)


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
