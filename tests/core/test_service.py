"""Tests of the frame of every write: one transaction, bounded retries, then a clear refusal."""

import pytest
from django.db import OperationalError, transaction

from core.errors import Busy, Refused
from core.models import Organisation
from core.service import TRIES, is_transient, service


class Cause(Exception):
    sqlstate = "40001"


def failure(cause=None, words="server closed"):
    error = OperationalError(words)
    error.__cause__ = cause
    return error


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr("core.service.time.sleep", lambda seconds: None)


@service
def write(*, failures: list[Exception], name: str = "Office") -> Organisation:
    made = Organisation.objects.create(name=name, sector="PUBLIC")
    if failures:
        raise failures.pop()
    return made


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (failure(Cause()), True),
        (failure(words="database is locked"), True),
        (failure(words="database table is locked"), True),
        (failure(words="disk full"), False),
    ],
)
def test_is_transient(error, answer):
    assert is_transient(error) is answer


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_again():
    """C-09: bounded retry; the tries before leave nothing."""
    assert write(failures=[failure(Cause()), failure(words="database is locked")]).name == "Office"
    assert Organisation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_after_several_deadlocks_it_is_busy_and_nothing_has_changed():
    """C-09: then a clear page, no 500."""
    with pytest.raises(Busy):
        write(failures=[failure(Cause()) for _ in range(TRIES)])
    assert Organisation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [failure(words="disk full"), Refused("no"), ValueError("broken")])
def test_other_failures_are_not_tried_again(error):
    failures = [error]
    with pytest.raises(type(error)):
        write(failures=failures)
    assert (failures, Organisation.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_only_the_outermost_service_tries_again():
    """A deadlock ends the whole transaction: trying again inside it would be of no use."""
    with pytest.raises(OperationalError), transaction.atomic():
        write(failures=[failure(Cause())])
    assert Organisation.objects.count() == 0


@pytest.mark.postgres
def test_two_services_that_lock_each_other_both_end(race):
    """C-09: a real deadlock on PostgreSQL."""
    for name in ("a", "b"):
        Organisation.objects.create(name=name, sector="PUBLIC")

    def rename(first, second):
        @service
        def both():
            for name in (first, second):
                row = Organisation.objects.select_for_update().get(name=name)
                row.region = f"{row.region}x"
                row.save()

        return both

    assert race(rename("a", "b"), rename("b", "a"), rename("a", "b")) == [None, None, None]
    assert list(Organisation.objects.values_list("region", flat=True)) == ["xxx", "xxx"]
