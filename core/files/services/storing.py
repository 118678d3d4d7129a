"""Storing files: checked, owned, under a generated name, and looked at by the scanner before anybody gets them."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model

from core import zones
from core.audit.record import record
from core.files.checks import Checked, check, check_name, check_size, clean_name
from core.files.models import Preview, Scan, StoredFile, new_name
from core.files.scanners import is_scanning
from core.files.services.quotas import refuse_over
from core.people.models import User
from core.scheduling.enqueue import enqueue
from core.service import service

SLACK = timedelta(hours=1)


class Moved(File):
    """A file on the disk that the storage takes over instead of copying it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path.open("rb"), name=path.name)

    def temporary_file_path(self) -> str:
        """Where it stands; what the storage moves."""
        return str(self.path)


def storage() -> Storage:
    """The private storage that the rows' files stand on."""
    found: Storage = StoredFile.file.field.storage
    return found


def incoming() -> Path:
    """The folder of files on their way: beside the private ones, shared by all machines, in no backup."""
    folder = Path(settings.INCOMING_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def looked_over(uploads: Iterable[UploadedFile]) -> Iterator[list[Checked]]:
    """The uploads checked, for store(); outside any transaction, since a look into a file may take seconds.

    Raises FileRefused for the first that may not be taken. What was not stored by the end is gone.
    """
    with tempfile.TemporaryDirectory(dir=incoming(), prefix="form-") as scratch:
        yield [_looked_over(upload, Path(scratch) / str(number)) for number, upload in enumerate(uploads)]


@contextmanager
def checked_first(uploads: Sequence[UploadedFile | Checked]) -> Iterator[list[Checked]]:
    """The uploads checked, those that are so already as they are: around the transaction that stores them (F-02)."""
    with looked_over([upload for upload in uploads if not isinstance(upload, Checked)]) as looked:
        fresh = iter(looked)
        yield [upload if isinstance(upload, Checked) else next(fresh) for upload in uploads]


def _looked_over(upload: UploadedFile, path: Path) -> Checked:
    check_size(upload.size or 0, settings.FILE_MAX_BYTES)
    check_name(upload.name or "")
    with path.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
    return check(path, upload.name or "")


def store(
    *,
    upload: UploadedFile | Checked,
    owner: User,
    purpose: str,
    cohort: Model | None = None,
    context: str = "",
    pool: str = "",
    expires_at: datetime | None = None,
    now: datetime | None = None,
) -> StoredFile:
    """The file is kept on private storage, checked by name and content; records file.stored.

    An upload of looked_over() is checked already; one of a form is checked here, before the transaction that keeps it.
    Whoever stores within a transaction of their own checks first, by checked_first().
    """
    facts: dict[str, Any] = {"owner": owner, "purpose": purpose, "cohort": cohort, "context": context, "pool": pool}
    with checked_first([upload]) as checked:
        return _store(checked=checked[0], expires_at=expires_at, now=now, **facts)


@service
def _store(*, checked: Checked, owner: User, pool: str, cohort: Model | None, **facts: Any) -> StoredFile:
    refuse_over(owner=owner, size=checked.size, pool=pool, cohort_id=getattr(cohort, "pk", None))
    return keep_checked(checked=checked, owner=owner, pool=pool, cohort=cohort, **facts)


@service
def keep_checked(
    *,
    checked: Checked,
    owner: User,
    purpose: str,
    cohort: Model | None = None,
    cohort_id: int | None = None,
    context: str = "",
    pool: str = "",
    placed: str = "",
    expires_at: datetime | None = None,
    now: datetime | None = None,
) -> StoredFile:
    """A file that passed the checks is on private storage; it waits for the scanner, where there is one.

    placed is the name of bytes that stand there already. Records file.stored.
    """
    stored = StoredFile(
        owner=owner,
        cohort_id=cohort_id or getattr(cohort, "pk", None),
        purpose=purpose,
        context=context,
        pool=pool,
        original_name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        stored_at=zones.moment(now),
        expires_at=expires_at,
        scan=Scan.WAITING if is_scanning() else Scan.UNSCANNED,
    )
    if placed:
        stored.file.name = placed
    else:
        with checked.path.open("rb") as opened:
            stored.file.save(checked.name, File(opened), save=False)
    stored.save()
    _told(stored, owner, now)
    enqueue("files.scan" if is_scanning() else "files.preview", stored=stored.pk)
    return stored


def place(checked: Checked, purpose: str) -> str:
    """The checked bytes stand on the private storage, before any row speaks of them; their name there."""
    with Moved(checked.path) as opened:
        return storage().save(new_name(purpose), opened)


@service
def store_bytes(
    *,
    data: bytes,
    name: str,
    content_type: str,
    owner: User,
    purpose: str,
    cohort: Model | None = None,
    expires_at: datetime | None = None,
    is_single_use: bool = False,
    now: datetime | None = None,
) -> StoredFile:
    """A file that the site itself made is kept on private storage; records file.stored."""
    stored = StoredFile(
        owner=owner,
        cohort_id=getattr(cohort, "pk", None),
        purpose=purpose,
        original_name=clean_name(name),
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_at=zones.moment(now),
        expires_at=expires_at,
        is_single_use=is_single_use,
        scan=Scan.MADE,
    )
    stored.file.save(stored.original_name, ContentFile(data), save=True)
    _told(stored, owner, now)
    return stored


@service
def remove(*, stored: StoredFile, by: User | None, now: datetime | None = None) -> None:
    """The row is gone, and its bytes and previews once the transaction holds; records file.removed."""
    names = [stored.file.name, *Preview.objects.filter(stored=stored).values_list("file", flat=True)]
    record("file.removed", by=by, subject=stored, now=now, purpose=stored.purpose)
    stored.delete()
    transaction.on_commit(partial(_delete, [name for name in names if name]))


def _delete(names: list[str]) -> None:
    for name in names:
        storage().delete(name)


def remove_expired(now: datetime) -> int:
    """Files past their time are gone, exports fetched or not; returns how many."""
    gone = list(StoredFile.objects.filter(expires_at__lt=now - SLACK)[:1000])
    for stored in gone:
        remove(stored=stored, by=None, now=now)
    return len(gone)


def _told(stored: StoredFile, by: User, now: datetime | None) -> None:
    facts: dict[str, Any] = {"purpose": stored.purpose, "size": stored.size, "sha256": stored.sha256}
    record("file.stored", by=by, subject=stored, cohort_id=stored.cohort_id, now=now, **facts)
