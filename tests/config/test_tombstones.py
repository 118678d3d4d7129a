"""Tests of the list of erased people, and of what a restore makes of it."""

import shutil
from io import StringIO

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import transaction

from core.erasers import forget
from core.models import Invitation, OutboxMessage, User
from core.outbox.services import post
from core.people.invitations import invite
from core.tombstones import complete, keys_in, place
from tests.clock import START

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folders():
    yield
    for root in (site.MEDIA_ROOT, site.PRIVATE_ROOT, place().parent):
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def hana():
    return User.objects.create_user("hana@example.com", first_name="Hana", last_name="Aziz")


@pytest.fixture
def archive(hana, tmp_path):
    """A backup with Hana, a letter to her and her invitation, and with Leo."""
    post(to=hana, subject="Hello Hana", body="", key="k", kind="hello")
    invite(user=hana, role="mentor", by=None)
    User.objects.create_user("leo@example.com", first_name="Leo")
    target = tmp_path / "backup.tar.gz"
    call_command("backup", str(target), stdout=StringIO())
    return target


def erased(person):
    with transaction.atomic():
        forget(person)


def restored(archive):
    """What the archive brings back of people, and of what was written to them."""
    call_command("restore", str(archive), replace=True, stdout=StringIO())
    names = sorted(User.objects.values_list("first_name", "email", "is_active"))
    return names, OutboxMessage.objects.count(), Invitation.objects.count()


def without(hana):
    return [("", f"{hana.key}@erased.invalid", False), ("Leo", "leo@example.com", True)], 0, 0


def test_the_list_holds_a_key_and_a_moment_and_nothing_of_the_person(hana):
    erased(hana)
    assert place().read_text() == f"{hana.key} {START.isoformat()}\n"
    assert place().stat().st_mode & 0o777 == 0o600


def test_an_erasure_that_is_taken_back_is_not_listed(hana):
    with pytest.raises(RuntimeError), transaction.atomic():
        forget(hana)
        raise RuntimeError
    assert (place().exists(), User.objects.get().email) == (False, "hana@example.com")


def test_an_older_backup_does_not_bring_an_erased_person_back(hana, archive):
    """P-06: the erasure is carried out again in the same transaction; others come back as they were."""
    erased(hana)
    assert restored(archive) == without(hana)


def test_the_list_is_enough_when_the_database_is_lost(hana, archive):
    """P-06: as after a disaster, on an empty site."""
    erased(hana)
    call_command("flush", interactive=False, verbosity=0)
    assert restored(archive) == without(hana)


def test_a_list_that_lies_beside_the_archive_is_read_too(hana, archive):
    """P-06: on a new machine the folder of the backups is all there is."""
    erased(hana)
    shutil.move(place(), archive.parent / "erasures.txt")
    call_command("flush", interactive=False, verbosity=0)
    assert restored(archive) == without(hana)


def test_the_database_is_asked_before_it_is_overwritten(hana, archive):
    """P-06: also where the list was lost; the list is whole again afterwards."""
    erased(hana)
    place().unlink()
    assert restored(archive) == without(hana)
    assert keys_in(place()) == {hana.key}


def test_the_daily_run_fills_in_what_a_crash_kept_from_the_list(hana, clock):
    erased(hana)
    place().unlink()
    assert (complete(clock.now), complete(clock.now)) == (1, 0)
    assert keys_in(place()) == {hana.key}


def test_without_erasures_everybody_comes_back(archive):
    assert restored(archive) == (
        [("Hana", "hana@example.com", True), ("Leo", "leo@example.com", True)],
        1,
        1,
    )
