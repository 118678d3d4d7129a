"""Exports: made by the site, at an address of their own, fetched once."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.errors import Refused
from core.files.checks import clean_name
from core.files.models import Scan, StoredFile
from core.files.services.storing import store_bytes
from core.people.models import User
from core.service import service

EXPORT_LIFE = timedelta(hours=1)


class Gone(Refused):
    """The export was fetched already, or its hour is over."""

    message = _("This download is no longer there. Make the export again.")


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
        scan=Scan.MADE,
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
    locked.size, locked.sha256 = len(data), hashlib.sha256(data).hexdigest()
    locked.expires_at = moment + EXPORT_LIFE
    locked.file.save(locked.original_name, ContentFile(data), save=True)
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
