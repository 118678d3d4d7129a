"""Files sent in parts, their ends: put together, checked and kept; or cancelled, or abandoned."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from core import zones
from core.errors import Busy, Refused
from core.files.checks import Checked, check
from core.files.models import GOING, StoredFile, Upload, UploadState
from core.files.services.storing import incoming, keep_checked, remove, storage
from core.files.services.storing import place as put_in_place
from core.files.services.uploads import BLOCK, LIFE, Incomplete, Place, StillChecked, UploadOver, folder_of, sweep
from core.keys import new_key
from core.people.models import User
from core.service import service

# A stored file that no form took is taken away; a check that nobody ended may be begun anew.
UNTAKEN_LIFE = timedelta(days=7)
CHECK_TIME = timedelta(minutes=3)


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
            storage().delete(placed)
        is_over = isinstance(failure, Refused) and not isinstance(failure, Busy)
        _let_go(upload=claimed, reason=str(failure) if is_over else "", now=now)
        raise


@service
def _claim(*, upload: Upload, by: User, now: datetime | None) -> Upload:
    """The upload is this request's to check, for three minutes: after a kill another may take it up."""
    now = zones.moment(now)
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
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
    sweep(locked)
    return stored


@service
def _let_go(*, upload: Upload, reason: str, now: datetime | None) -> None:
    """What was refused is over; after any other failure the parts are there and it can be finished again."""
    mine = Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKING, checking_until=upload.checking_until)
    if not reason:
        mine.update(state=UploadState.OPEN, checking_until=None)
    elif mine.update(state=UploadState.REFUSED, reason=reason[:300], finished_at=zones.moment(now)):
        sweep(upload)


@service
def cancel_upload(*, upload: Upload, by: User, now: datetime | None = None) -> None:
    """The upload is over and its parts are gone; a stored file that no form took is gone too."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.owner_id != by.pk:
        raise UploadOver
    if locked.stored is not None:
        if locked.stored.expires_at is None:
            raise UploadOver
        remove(stored=locked.stored, by=by, now=now)
    Upload.objects.filter(pk=locked.pk).update(state=UploadState.CANCELLED, finished_at=zones.moment(now))
    sweep(locked)


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
        sweep(upload)
        upload.delete()
    for stored in StoredFile.objects.filter(owner=owner, expires_at__isnull=False):
        remove(stored=stored, by=None, now=now)
