"""Tests of retention: what goes, what stays, hold, cap and proof."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from core.models import Event, Impersonation, Invitation, OutboxMessage, RetentionRun, Session, User
from core.outbox.services import post
from core.retention import enforce, enforce_daily, look
from tests.clock import START

pytestmark = pytest.mark.django_db
LONG = timedelta(days=731)


@pytest.fixture
def hana(db):
    person = User.objects.create_user("hana@example.com", "a long password", first_name="Hana", last_name="Aziz")
    User.objects.filter(pk=person.pk).update(last_login=START, joined_at=START - LONG)
    return User.objects.get()


@pytest.fixture
def old_things(hana):
    """One thing of each kind whose time has come, and one whose time has not."""
    for days in (400, 10):
        at = START - timedelta(days=days)
        post(to=hana, subject="Hello", body="", key=f"k{days}", kind="hello", now=at)
        Invitation.objects.create(
            user=hana, email="h@example.com", role="x", token_hash=days, invited_at=at, expires_at=at, accepted_at=at
        )
        Impersonation.objects.create(
            administrator=hana, person=hana, reason="", started_at=START - timedelta(days=2 * days)
        )
        Session.objects.create(session_key=f"s{days}", session_data="", expire_date=START + timedelta(days=20 - days))


def numbers():
    return [model.objects.count() for model in (OutboxMessage, Invitation, Impersonation, Session)]


def test_look_counts_and_changes_nothing(old_things):
    """P-04: the dry run lists what would go."""
    assert [pair for pair in look(START) if pair[1]] == [
        ("messages", 1),
        ("invitations", 1),
        ("impersonations", 1),
        ("sessions", 1),
    ]
    assert enforce(dry_run=True).outcome == "TRIED"
    assert numbers() == [2, 2, 2, 2]
    assert Event.objects.count() == 0


def test_enforce_removes_what_is_due_and_proves_it(old_things):
    """P-04: the report says what went; a second run finds nothing."""
    run = enforce()
    assert (run.outcome, run.total, run.ran_at) == ("DONE", 4, START)
    assert numbers() == [1, 1, 1, 1]
    event = Event.objects.get()
    assert (event.event, event.data["messages"]) == ("retention.enforced", 1)
    assert (enforce().total, Event.objects.count()) == (0, 1)


def test_the_hold_stops_everything(old_things, settings, caplog):
    """P-04: the hold flag."""
    settings.RETENTION_HOLD = True
    enforce_daily(START)
    assert (numbers(), RetentionRun.objects.get().outcome) == ([2, 2, 2, 2], "HELD")
    assert "retention removed nothing (HELD): 4 rows are due" in caplog.text


@pytest.mark.parametrize(("cap", "outcome"), [(3, "CAPPED"), (4, "DONE")])
def test_the_cap_stops_a_run_that_would_remove_too_much(old_things, cap, outcome):
    """P-04: the cap per run."""
    assert enforce(cap=cap).outcome == outcome


def test_an_unused_account_is_closed_and_nameless(hana):
    User.objects.update(last_login=START - LONG)
    other = User.objects.create_user("new@example.com")
    User.objects.filter(pk=other.pk).update(joined_at=START)
    assert enforce().counts == {"unused accounts": 1}
    hana.refresh_from_db()
    assert (hana.email, hana.name, hana.is_active) == (
        f"{hana.key}@erased.invalid",
        f"{hana.key}@erased.invalid",
        False,
    )
    assert hana.has_usable_password() is False
    other.refresh_from_db()
    assert other.email == "new@example.com"
    assert enforce().total == 0


def test_the_command_tells_what_it_did(old_things):
    out = StringIO()
    call_command("retention", dry_run=True, stdout=out)
    assert out.getvalue().splitlines()[-1] == "     4  in all: dry run"
    call_command("retention", cap=10, stdout=out)
    assert out.getvalue().splitlines()[-1] == "     4  in all: done"
