"""Storing files: checked, owned, under a generated name; exports are fetched once."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model, Sum
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.errors import Refused
from core.files.checks import Checked, FileRefused, check, check_size, clean_name
from core.files.models import StoredFile
from core.people.models import User
from core.service import service

EXPORT_LIFE = timedelta(hours=1)
OWNER_MAX_BYTES = 1024 * 1024 * 1024


class Gone(Refused):
    """The export was fetched already, or its hour is over."""

    message = _("This download is no longer there. Make the export again.")


@service
def store(
    *,
    upload: UploadedFile,
    owner: User,
    purpose: str,
    cohort: Model | None = None,
    expires_at: datetime | None = None,
    is_single_use: bool = False,
    now: datetime | None = None,
) -> StoredFile:
    """The uploaded file is kept on private storage, checked by name and content; records file.stored."""
    check_size(upload.size or 0)
    upload.seek(0)
    checked = check(upload.read(), upload.name or "")
    _refuse_over_quota(owner, len(checked.data))
    return _keep(checked, owner, purpose, cohort, expires_at, is_single_use, now)


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
    made = Checked(clean_name(name), content_type, data)
    return _keep(made, owner, purpose, cohort, expires_at, is_single_use, now)


@service
def store_export(
    *,
    data: bytes,
    name: str,
    content_type: str,
    owner: User,
    purpose: str,
    cohort: Model | None = None,
    now: datetime | None = None,
) -> StoredFile:
    """A made export waits at /exports/<key>/ for its owner alone, for one hour and one download (O-08)."""
    moment = zones.moment(now)
    return store_bytes(
        data=data,
        name=name,
        content_type=content_type,
        owner=owner,
        purpose=purpose,
        cohort=cohort,
        expires_at=moment + EXPORT_LIFE,
        is_single_use=True,
        now=moment,
    )


@service
def promise_export(
    *, name: str, content_type: str, owner: User, purpose: str, cohort: Model | None = None, now: datetime | None = None
) -> StoredFile:
    """An export that is still being made has its address already, for its owner alone; records file.promised."""
    moment = zones.moment(now)
    stored = StoredFile.objects.create(
        owner=owner,
        cohort_id=getattr(cohort, "pk", None),
        purpose=purpose,
        original_name=clean_name(name),
        content_type=content_type,
        size=0,
        stored_at=moment,
        expires_at=moment + EXPORT_LIFE,
        is_single_use=True,
    )
    record("file.promised", by=owner, subject=stored, cohort=cohort, now=moment, purpose=purpose)
    return stored


@service
def keep_promise(*, stored: StoredFile, data: bytes, now: datetime | None = None) -> StoredFile:
    """The promised export is there, for one hour from now and one download (O-08); records file.stored, once."""
    moment = zones.moment(now)
    locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if not is_being_made(locked, moment):
        return locked
    made = Checked(locked.original_name, locked.content_type, data)
    locked.size, locked.sha256, locked.expires_at = len(data), made.sha256, moment + EXPORT_LIFE
    locked.file.save(made.name, ContentFile(data), save=True)
    facts: dict[str, Any] = {"purpose": locked.purpose, "size": locked.size, "sha256": locked.sha256}
    record("file.stored", by=locked.owner, subject=locked, now=moment, **facts)
    return locked


@service
def break_promise(*, stored: StoredFile, now: datetime | None = None) -> None:
    """The export will not come: its page says that it is to be made again."""
    StoredFile.objects.filter(pk=stored.pk, file="").update(expires_at=zones.moment(now))


@service
def claim(*, stored: StoredFile, by: User, purpose: str = "", now: datetime | None = None) -> StoredFile:
    """The single-use file is marked fetched by its owner, once, in time and for its purpose; records file.fetched."""
    moment = zones.moment(now)
    locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if locked.owner_id != by.pk or (purpose and locked.purpose != purpose) or not is_waiting(locked, moment):
        raise Gone
    locked.fetched_at = moment
    locked.save(update_fields=["fetched_at"])
    record("file.fetched", by=by, subject=locked, now=moment, purpose=locked.purpose)
    return locked


@service
def take_back_exports(*, owner: User, now: datetime | None = None) -> int:
    """What the person made and did not fetch yet cannot be fetched any more; the number (I-10, O-08)."""
    moment = zones.moment(now)
    waiting = StoredFile.objects.filter(owner=owner, is_single_use=True, fetched_at=None, expires_at__gt=moment)
    return waiting.update(expires_at=moment)


def is_waiting(stored: StoredFile, now: datetime | None = None) -> bool:
    """Whether an export may still be fetched."""
    in_time = stored.expires_at is None or stored.expires_at > zones.moment(now)
    return bool(stored.is_single_use and stored.file and stored.fetched_at is None and in_time)


def is_being_made(stored: StoredFile, now: datetime | None = None) -> bool:
    """Whether an export was promised and may still come."""
    in_time = stored.expires_at is not None and stored.expires_at > zones.moment(now)
    return stored.is_single_use and not stored.file and in_time


@service
def remove(*, stored: StoredFile, by: User | None, now: datetime | None = None) -> None:
    """The row is gone, and its bytes once the transaction holds; records file.removed."""
    name, storage = stored.file.name, stored.file.storage
    record("file.removed", by=by, subject=stored, now=now, purpose=stored.purpose)
    stored.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def remove_expired(now: datetime) -> int:
    """Files past their time are gone, exports fetched or not; returns how many."""
    gone = list(StoredFile.objects.filter(expires_at__lt=now - EXPORT_LIFE)[:1000])
    for stored in gone:
        remove(stored=stored, by=None, now=now)
    return len(gone)


def _refuse_over_quota(owner: User, size: int) -> None:
    held = StoredFile.objects.filter(owner=owner, is_single_use=False).aggregate(total=Sum("size"))["total"] or 0
    if held + size > OWNER_MAX_BYTES:
        raise FileRefused(_("You have stored as much as one person may. Take something away first."))


def _keep(
    checked: Checked,
    owner: User,
    purpose: str,
    cohort: Model | None,
    expires_at: datetime | None,
    is_single_use: bool,
    now: datetime | None,
) -> StoredFile:
    facts: dict[str, Any] = {"purpose": purpose, "size": len(checked.data), "sha256": checked.sha256}
    stored = StoredFile(
        owner=owner,
        cohort_id=getattr(cohort, "pk", None),
        original_name=checked.name,
        content_type=checked.content_type,
        stored_at=zones.moment(now),
        expires_at=expires_at,
        is_single_use=is_single_use,
        **facts,
    )
    stored.file.save(checked.name, ContentFile(checked.data), save=True)
    record("file.stored", by=owner, subject=stored, cohort=cohort, now=now, **facts)
    return stored
