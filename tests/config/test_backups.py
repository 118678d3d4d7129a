"""Tests of backup and restore: a round trip, and archives that are not what they should be."""

import io
import json
import shutil
import tarfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.models import Page

from config.backups.manifest import is_proper
from core.audit.record import record
from core.audit.seal import seal, verify
from core.models import Event, Organisation, OutboxMessage, StoredFile, User
from core.outbox.services import post
from tests.clock import START

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folders():
    yield
    for root in (site.MEDIA_ROOT, site.PRIVATE_ROOT):
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def archive(tmp_path):
    """A backup of a small site: a person, an organisation, a sealed event, waiting mail, two files."""
    hana = User.objects.create_user("hana@example.com", "a long password", first_name="Hana", last_name="Azız")
    office = Organisation.objects.create(name="Office of Examples", sector="PUBLIC")
    record("organisation.renamed", by=hana, subject=office, before="Büro ☃", now=START + timedelta(microseconds=1))
    seal()
    post(to=hana, subject="Hello", body="", key="k", kind="hello")
    StoredFile.objects.create(
        owner=hana,
        purpose="work",
        file=ContentFile(b"secret plan", "p"),
        original_name="plan.txt",
        size=11,
        stored_at=START,
    )
    default_storage.save("images/logo.txt", ContentFile(b"public"))
    Page.objects.get(depth=1).add_child(instance=Page(title="About", slug="about-us"))
    target = tmp_path / "backup.tar.gz"
    call_command("backup", str(target), stdout=StringIO())
    return target


def logo():
    return (site.MEDIA_ROOT / "images/logo.txt").read_bytes()


def restore(archive, **options):
    call_command("restore", str(archive), stdout=StringIO(), **options)


def emptied():
    call_command("flush", interactive=False, verbosity=0)
    for root in (site.MEDIA_ROOT, site.PRIVATE_ROOT):
        shutil.rmtree(root, ignore_errors=True)


def test_a_round_trip_brings_back_rows_and_files(archive):
    """R-03: database and files come back whole."""
    before = [list(model.objects.order_by("pk").values()) for model in (User, Organisation, Event, StoredFile)]
    pages = list(Page.objects.order_by("pk").values_list("path", "title", "url_path"))
    emptied()
    restore(archive)
    assert [list(model.objects.order_by("pk").values()) for model in (User, Organisation, Event, StoredFile)] == before
    assert list(Page.objects.order_by("pk").values_list("path", "title", "url_path")) == pages
    with StoredFile.objects.get().file.open() as plan:
        assert plan.read() == b"secret plan"
    assert logo() == b"public"
    assert User.objects.get().check_password("a long password")
    assert verify() == []


def test_rows_can_be_added_after_a_restore(archive):
    emptied()
    restore(archive)
    new = User.objects.create_user("new@example.com")
    assert new.pk > User.objects.get(email="hana@example.com").pk
    assert Page.objects.get(slug="about-us").get_parent().depth == 1


def test_mail_that_was_waiting_is_not_sent_again(archive):
    """M-05: it may have been sent after the backup was made."""
    emptied()
    restore(archive)
    assert OutboxMessage.objects.get().state == "UNCERTAIN"


def test_restore_spares_a_site_with_people_unless_told(archive):
    User.objects.create_user("later@example.com")
    with pytest.raises(CommandError, match="There are people in this database already"):
        restore(archive)
    assert User.objects.count() == 2
    restore(archive, replace=True)
    assert [person.email for person in User.objects.all()] == ["hana@example.com"]


def test_a_backup_is_readable_by_its_owner_only(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_leaves_sessions_out(archive):
    with tarfile.open(archive) as whole:
        rows = whole.extractfile("database.jsonl").read().decode()
    assert '"core.session"' not in rows
    assert "Büro ☃" in rows


def changed(archive, tmp_path, change):
    """The archive, with its list of (member, bytes) changed."""
    with tarfile.open(archive) as whole:
        members = [(member, whole.extractfile(member).read()) for member in whole]
    members = change(members)
    target = tmp_path / "changed.tar.gz"
    with tarfile.open(target, "w:gz") as out:
        for member, content in members:
            member.size = len(content) if member.isreg() else 0
            out.addfile(member, io.BytesIO(content))
    return target


def spoil(name, content):
    return lambda members: [(member, content if member.name == name else old) for member, old in members]


def another(name, **values):
    def change(members):
        member = tarfile.TarInfo(name)
        for key, value in values.items():
            setattr(member, key, value)
        return [*members, (member, b"x")]

    return change


def rewrite_manifest(**values):
    def change(members):
        return [
            (member, json.dumps(json.loads(old) | values).encode() if member.name == "manifest.json" else old)
            for member, old in members
        ]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (spoil("database.jsonl", b"[]"), "not what the manifest says: database.jsonl"),
        (spoil("media/images/logo.txt", b"other"), "not what the manifest says: media/images/logo.txt"),
        (
            lambda members: [pair for pair in members if pair[0].name != "media/images/logo.txt"],
            "media/images/logo.txt",
        ),
        (lambda members: [pair for pair in members if pair[0].name != "manifest.json"], "no manifest"),
        (another("../evil"), "what no backup holds"),
        (another("/etc/evil"), "what no backup holds"),
        (another("media/../../evil"), "what no backup holds"),
        (another("static/evil.js"), "what no backup holds"),
        (another("media/link", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "what no backup holds"),
        (another("media/link", type=tarfile.LNKTYPE, linkname="database.jsonl"), "what no backup holds"),
        (another("media/device", type=tarfile.CHRTYPE), "what no backup holds"),
        (another("media/more.txt"), "not what the manifest says: media/more.txt"),
        (another("media/images/logo.txt"), "cannot be read"),
        (rewrite_manifest(format=2), "has format 2"),
        (rewrite_manifest(code="import os"), "no manifest"),
        (rewrite_manifest(migrations=[]), "made by another version"),
    ],
)
def test_restore_refuses_an_archive_that_is_not_whole(archive, tmp_path, change, words):
    """R-04, F-03: hashes, names and kinds are checked before anything is changed."""
    bad = changed(archive, tmp_path, change)
    with pytest.raises(CommandError, match=words):
        restore(bad, replace=True)
    assert (User.objects.count(), logo()) == (1, b"public")
    assert [file.name for file in Path(site.VAR_DIR).parent.glob("evil*")] == []


def test_restore_refuses_what_is_no_archive(tmp_path):
    """R-03: an empty or broken file."""
    for content in (b"", b"not a tar", b"\x1f\x8b broken"):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(CommandError, match="cannot be read"):
            restore(tmp_path / "x")


@pytest.mark.parametrize(
    ("name", "answer"),
    [("media/a/b.txt", True), ("private/a", True), ("manifest.json", True), ("media", False), ("media/", False)]
    + [(name, False) for name in ("media//a", "media/./a", "/media/a", "media/a\\b", "media/\0", "other/a", "", "..")],
)
def test_is_proper(name, answer):
    assert is_proper(name) is answer
