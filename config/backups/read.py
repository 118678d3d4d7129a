"""Reading an archive back: looked at whole before anything is changed."""

import json
import shutil
import tarfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from config.backups.manifest import DATABASE, FORMAT, MANIFEST, Manifest, applied, folders, is_proper, models
from config.backups.write import hashed
from core import zones
from core.erasers import forget
from core.models import Invitation, MessageState, OutboxMessage, User
from core.tombstones import FILE, GONE, erased_here, keys_in, place


class BadArchive(Exception):
    """The archive is not one of ours, or not whole; nothing was changed."""


def read_backup(source: Path, scratch: Path, *, replace: bool = False) -> Manifest:
    """Database and files are those of the archive; raises BadArchive, with nothing changed, when it does not fit."""
    if not replace and User.objects.exists():
        raise BadArchive("There are people in this database already; --replace puts the archive in their place.")
    manifest = unpack(source, scratch)
    if manifest.migrations != applied():
        raise BadArchive("The archive was made by another version: restore it with that version, then migrate.")
    # Asked before the rows go: this database may know of erasures that no list does.
    load(scratch / DATABASE, erased=erased_here() | keys_in(place()) | keys_in(source.parent / FILE))
    put_files(scratch)
    call_command("rebuild_references_index", verbosity=0)
    call_command("wagtail_update_index", verbosity=0)
    return manifest


def unpack(source: Path, scratch: Path) -> Manifest:
    """Every file of the archive stands in the scratch folder, and has the hash that the manifest says."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            for member in archive:
                _take(archive, member, scratch)
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise BadArchive(f"The archive cannot be read: {problem}") from problem
    manifest = _manifest(scratch)
    found = {file.relative_to(scratch).as_posix(): hashed(file) for file in scratch.rglob("*") if file.is_file()}
    del found[MANIFEST]
    if found != manifest.files:
        wrong = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
        raise BadArchive(f"These are not what the manifest says: {', '.join(wrong[:5])}")
    return manifest


def _take(archive: tarfile.TarFile, member: tarfile.TarInfo, scratch: Path) -> None:
    """One plain file is in the scratch folder; links, devices and names that lead elsewhere are refused."""
    stream = archive.extractfile(member) if member.isreg() and is_proper(member.name) else None
    if stream is None:
        raise BadArchive(f"The archive holds what no backup holds: {member.name!r}")
    target = scratch / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        shutil.copyfileobj(stream, out)


def _manifest(scratch: Path) -> Manifest:
    """The manifest as data; anything but the known fields is refused."""
    try:
        manifest = Manifest(**json.loads((scratch / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as problem:
        raise BadArchive("The archive has no manifest that can be read.") from problem
    if manifest.format != FORMAT:
        raise BadArchive(f"The archive has format {manifest.format}; this version reads {FORMAT}.")
    return manifest


def load(file: Path, erased: Collection[str] = ()) -> None:
    """The database holds the archive's rows and no others, but for people erased since (P-06); or, after a failure,
    what it held before."""
    with transaction.atomic():
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        ContentType.objects.clear_cache()
        with file.open(encoding="utf-8") as lines:
            for row in serializers.deserialize("jsonl", _rows(lines)):
                row.save()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models()):
                cursor.execute(statement)
        _doubt_the_mail()
        _erase_again(erased)
    ContentType.objects.clear_cache()


def _rows(lines: Iterable[str]) -> Any:
    """The lines, of known models only."""
    known = {model._meta.label_lower for model in models()}
    for line in lines:
        if json.loads(line)["model"] not in known:
            raise BadArchive("The archive holds rows of unknown tables.")
        yield line


def _doubt_the_mail() -> None:
    """Mail that was waiting when the backup was made may have been sent since: it is uncertain, and not sent again."""
    open_ones = OutboxMessage.objects.filter(state__in=(MessageState.WAITING, MessageState.CLAIMED))
    open_ones.update(state=MessageState.UNCERTAIN, ended_at=zones.now(), error="Restored from a backup.")


def _erase_again(keys: Collection[str]) -> None:
    """Whoever was erased after the backup was made is erased in it too."""
    for person in User.objects.filter(key__in=keys).exclude(email__endswith=GONE):
        OutboxMessage.objects.filter(to=person).delete()
        Invitation.objects.filter(user=person).delete()
        forget(person)


def put_files(scratch: Path) -> None:
    """The archive's files stand in their folders; those that stood there are gone."""
    for name, root in folders().items():
        shutil.rmtree(root, ignore_errors=True)
        root.parent.mkdir(parents=True, exist_ok=True)
        if (scratch / name).exists():
            shutil.copytree(scratch / name, root)
