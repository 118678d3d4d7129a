"""Files sent in parts: begun, received, put together, checked, kept; or cancelled, or abandoned.

Each part is written to a file of its own, outside any transaction, and counts from the moment the row names it. So a
part cut short, two tabs and two machines at once leave files that no row names, and never a file that is wrong.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core import zones
from core.errors import Busy, Refused
from core.files.checks import Checked, FileRefused, check, check_name, check_size
from core.files.models import GOING, StoredFile, Upload, UploadState, private_storage
from core.files.services.quotas import refuse_over
from core.files.services.storing import incoming, keep_checked, remove
from core.files.services.storing import place as put_in_place
from core.keys import new_key
from core.people.models import User
from core.ratelimits import hit
from core.service import service

# An upload that nothing came for is abandoned; a stored file that no form took is taken away.
LIFE = timedelta(hours=24)
UNTAKEN_LIFE = timedelta(days=7)
CHECK_TIME = timedelta(minutes=3)
MANY_AT_ONCE = 20
STARTS_AN_HOUR = 200
BLOCK = 256 * 1024


@dataclass(frozen=True)
class Place:
    """Where a file is sent to: what a feature says of it, and what it does in the same transaction when it is there.

    context names the thing among the feature's own; files of one pool, such as a team's, share a limit.
    """

    purpose: str
    context: str
    cohort: Model | None = None
    pool: str = ""
    finished: Callable[[StoredFile, Upload], None] | None = None


class UploadOver(Refused):
    """The upload was cancelled, refused or abandoned."""

    message = _("This upload is over. Choose the file again to send it from the start.")


class WrongOffset(Refused):
    """The part does not follow what is there; received says where to go on."""

    message = _("Part of this file is missing. It goes on where it stopped.")

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__()


class Incomplete(WrongOffset):
    """Not all of the file is there yet."""


class StillChecked(Refused):
    """Another request is checking the file at this moment."""

    message = _("This file is being checked.")


class TooManyAtOnce(FileRefused):
    """More uploads are going on than one person may have."""

    message = _("You are sending %(number)s files already. Wait for one to end, or cancel it.") % {
        "number": MANY_AT_ONCE
    }


@service
def start_upload(*, by: User, place: Place, name: str, size: int, key: str = "", now: datetime | None = None) -> Upload:
    """A file of this name and size may be sent in parts; the same key again gives the same upload.

    Raises FileRefused for what could never be taken: its ending, its size, over a limit, too many at once.
    """
    now = zones.moment(now)
    User.objects.select_for_update().get(pk=by.pk)
    earlier = _earlier(by, place, key, size, now)
    if earlier is not None:
        return earlier
    tidy = check_name(name)
    check_size(size, settings.UPLOAD_MAX_BYTES)
    refuse_over(owner=by, size=size, pool=place.pool, cohort_id=getattr(place.cohort, "pk", None))
    if Upload.objects.filter(owner=by, state__in=GOING).count() >= MANY_AT_ONCE:
        raise TooManyAtOnce
    hit("upload.start", str(by.pk), STARTS_AN_HOUR, 3600, now=now)
    return Upload.objects.create(
        owner=by,
        cohort_id=getattr(place.cohort, "pk", None),
        purpose=place.purpose,
        context=place.context,
        pool=place.pool,
        client_key=key[:64],
        name=tidy,
        size=size,
        begun_at=now,
        expires_at=now + LIFE,
    )


def _earlier(by: User, place: Place, key: str, size: int, now: datetime) -> Upload | None:
    """The upload that this key began, while it goes on or its file waits to be taken."""
    rows = (
        of_place(by, place).filter(client_key=key[:64], size=size, expires_at__gt=now) if key else Upload.objects.none()
    )
    return rows.exclude(state=UploadState.DONE, stored=None).order_by("-pk").first()


def of_place(by: User, place: Place) -> QuerySet[Upload]:
    """The person's own uploads to this place that are on their way or stored."""
    states = [*GOING, UploadState.DONE]
    return Upload.objects.filter(owner=by, purpose=place.purpose, context=place.context, state__in=states)


def going(*, by: User, place: Place, now: datetime | None = None) -> list[Upload]:
    """What a page that is opened again shows: uploads that were interrupted, and files that no form took yet."""
    rows = of_place(by, place).filter(expires_at__gt=zones.moment(now)).select_related("stored").order_by("pk")
    return [one for one in rows if one.state in GOING or (one.stored is not None and one.stored.expires_at)]


def receive_chunk(
    *, upload: Upload, offset: int, size: int, stream: BinaryIO, by: User, now: datetime | None = None
) -> Upload:
    """The part is there; sent twice it counts once. Raises WrongOffset, with the right one, where it does not follow.

    The part is written before the transaction begins, so that a slow line holds no lock.
    """
    fresh = Upload.objects.get(pk=upload.pk)
    if _has(fresh, offset, size, by):
        return fresh
    part = _write(fresh, offset, size, stream)
    try:
        kept = _count(upload=fresh, offset=offset, part=part, size=size, by=by, now=now)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if [part.name, size] not in kept.parts:
        part.unlink(missing_ok=True)
    return kept


def _has(upload: Upload, offset: int, size: int, by: User) -> bool:
    """Whether the part is there already; raises where it cannot be taken."""
    if upload.owner_id != by.pk or upload.state not in (*GOING, UploadState.DONE):
        raise UploadOver
    if offset >= 0 and size > 0 and offset + size <= upload.received:
        return True
    is_sound = 0 < size <= settings.UPLOAD_CHUNK_BYTES and offset + size <= upload.size
    if upload.state != UploadState.OPEN or offset != upload.received or not is_sound:
        raise WrongOffset(upload.received)
    return False


def folder_of(upload: Upload) -> Path:
    """Where the parts of an upload stand."""
    return incoming() / upload.key


def _write(upload: Upload, offset: int, size: int, stream: BinaryIO) -> Path:
    """The part on the disk, whole; raises WrongOffset where the line broke before its end."""
    folder = folder_of(upload)
    folder.mkdir(exist_ok=True)
    part, left = folder / f"{offset}.{new_key()}", size
    try:
        with part.open("xb") as out:
            while left and (block := stream.read(min(BLOCK, left))):
                left -= out.write(block)
        if left:
            raise WrongOffset(upload.received)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


@service
def _count(*, upload: Upload, offset: int, part: Path, size: int, by: User, now: datetime | None) -> Upload:
    now = zones.moment(now)
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if _has(locked, offset, size, by):
        return locked
    locked.parts.append([part.name, size])
    locked.received += size
    locked.expires_at = now + LIFE
    if locked.received == locked.size:
        locked.arrived_at = now
    locked.save(update_fields=["parts", "received", "expires_at", "arrived_at"])
    return locked


def finish_upload(*, upload: Upload, place: Place, by: User, now: datetime | None = None) -> StoredFile:
    """The file is put together, checked and kept, once; place.finished ran in the same transaction.

    Raises Incomplete, StillChecked, or FileRefused, after which the upload is over and its parts are gone. The look
    into the file stands between two transactions: it may take seconds, and holds no lock.
    """
    claimed = _claim(upload=upload, by=by, now=now)
    if claimed.stored is not None:
        return claimed.stored
    placed = ""
    try:
        checked = check(_put_together(claimed), claimed.name)
        placed = put_in_place(checked, claimed.purpose)
        return _keep(upload=claimed, checked=checked, placed=placed, place=place, by=by, now=now)
    except BaseException as failure:
        if placed:
            private_storage().delete(placed)
        is_over = isinstance(failure, Refused) and not isinstance(failure, Busy)
        _let_go(upload=claimed, reason=str(failure) if is_over else "", now=now)
        raise


@service
def _claim(*, upload: Upload, by: User, now: datetime | None) -> Upload:
    """The upload is this request's to check, for three minutes: after a kill another may take it up."""
    now = zones.moment(now)
    locked = Upload.objects.select_for_update(of=("self",)).select_related("stored").get(pk=upload.pk)
    if locked.owner_id != by.pk or locked.state in (UploadState.REFUSED, UploadState.CANCELLED):
        raise UploadOver(locked.reason or None)
    if locked.state == UploadState.DONE:
        if locked.stored is None:
            raise UploadOver
        return locked
    if locked.received != locked.size:
        raise Incomplete(locked.received)
    if locked.state == UploadState.CHECKING and locked.checking_until and locked.checking_until > now:
        raise StillChecked
    locked.state, locked.checking_until = UploadState.CHECKING, now + CHECK_TIME
    locked.save(update_fields=["state", "checking_until"])
    return locked


def _put_together(upload: Upload) -> Path:
    """One file of all parts, in order; a part that is missing or cut short is a fault, never half a file."""
    whole = folder_of(upload) / f"whole.{new_key()}"
    with whole.open("xb") as out:
        for name, size in upload.parts:
            part = folder_of(upload) / name
            if part.stat().st_size != size:
                raise OSError(f"{upload.key}: part {name} has the wrong size")
            with part.open("rb") as opened:
                shutil.copyfileobj(opened, out, BLOCK)
    return whole


@service
def _keep(*, upload: Upload, checked: Checked, placed: str, place: Place, by: User, now: datetime | None) -> StoredFile:
    now = zones.moment(now)
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != UploadState.CHECKING or locked.checking_until != upload.checking_until:
        raise StillChecked
    stored = keep_checked(
        checked=checked,
        owner=by,
        purpose=locked.purpose,
        cohort_id=locked.cohort_id,
        context=locked.context,
        pool=locked.pool,
        placed=placed,
        expires_at=now + UNTAKEN_LIFE,
        now=now,
    )
    locked.state, locked.stored, locked.finished_at = UploadState.DONE, stored, now
    locked.expires_at = now + UNTAKEN_LIFE
    locked.save(update_fields=["state", "stored", "finished_at", "expires_at"])
    if place.finished is not None:
        place.finished(stored, locked)
    _sweep(locked)
    return stored


@service
def _let_go(*, upload: Upload, reason: str, now: datetime | None) -> None:
    """What was refused is over; after any other failure the parts are there and it can be finished again."""
    mine = Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKING, checking_until=upload.checking_until)
    if not reason:
        mine.update(state=UploadState.OPEN, checking_until=None)
    elif mine.update(state=UploadState.REFUSED, reason=reason[:300], finished_at=zones.moment(now)):
        _sweep(upload)


@service
def cancel_upload(*, upload: Upload, by: User, now: datetime | None = None) -> None:
    """The upload is over and its parts are gone; a stored file that no form took is gone too."""
    locked = Upload.objects.select_for_update(of=("self",)).select_related("stored").get(pk=upload.pk)
    if locked.owner_id != by.pk:
        raise UploadOver
    if locked.stored is not None:
        if locked.stored.expires_at is None:
            raise UploadOver
        remove(stored=locked.stored, by=by, now=now)
    Upload.objects.filter(pk=locked.pk).update(state=UploadState.CANCELLED, finished_at=zones.moment(now))
    _sweep(locked)


@service
def keep_uploaded(*, keys: Sequence[str], place: Place, by: User, now: datetime | None = None) -> list[StoredFile]:
    """The form's files, in the order given, stay for good: the person's own, of this place, not harmful.

    A key that is none of them raises UploadOver, and nothing is kept.
    """
    rows = StoredFile.objects.select_for_update().filter(
        key__in=[key for key in keys if "\x00" not in key],
        owner=by,
        purpose=place.purpose,
        context=place.context,
    )
    found = {stored.key: stored for stored in rows if stored.is_untaken(zones.moment(now))}
    if set(keys) - set(found):
        raise UploadOver
    StoredFile.objects.filter(pk__in=[stored.pk for stored in found.values()]).update(expires_at=None)
    return [found[key] for key in dict.fromkeys(keys)]


def abandoned(now: datetime) -> int:
    """Uploads that nothing came for are gone with their parts, and folders that no upload has; returns how many."""
    old = list(Upload.objects.filter(expires_at__lt=now)[:1000])
    for upload in old:
        Upload.objects.filter(pk=upload.pk, expires_at__lt=now).delete()
        shutil.rmtree(folder_of(upload), ignore_errors=True)
    _forget_folders(now)
    return len(old)


def _forget_folders(now: datetime) -> None:
    """Folders of forms and uploads that were killed: a day old, and of nothing that still goes on."""
    known = set(Upload.objects.filter(state__in=GOING).values_list("key", flat=True))
    for folder in incoming().iterdir():
        if folder.name not in known and folder.stat().st_mtime < (now - LIFE).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


@service
def forget_files(*, owner: User, now: datetime | None = None) -> None:
    """What an erased person was sending, and stored files that no form took, are gone; a team's work stays its own."""
    for upload in Upload.objects.filter(owner=owner):
        _sweep(upload)
        upload.delete()
    for stored in StoredFile.objects.filter(owner=owner, expires_at__isnull=False):
        remove(stored=stored, by=None, now=now)


def _sweep(upload: Upload) -> None:
    """The parts go once the transaction holds."""
    folder = folder_of(upload)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
