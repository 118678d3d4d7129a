"""Files sent in parts: where they may go, begun, received.

Each part is written to a file of its own, outside any transaction, and counts from the moment the row names it. So a
part cut short, two tabs and two machines at once leave files that no row names, and never a file that is wrong.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core import zones
from core.errors import Refused
from core.files.checks import FileRefused, check_name, check_size
from core.files.models import GOING, StoredFile, Upload, UploadState
from core.files.services.quotas import refuse_over
from core.files.services.storing import incoming
from core.keys import new_key
from core.people.models import User
from core.ratelimits import hit
from core.service import service

# An upload that nothing came for is abandoned.
LIFE = timedelta(hours=24)
MANY_AT_ONCE = 20
STARTS_AN_HOUR = 200
BLOCK = 256 * 1024


class Stream(Protocol):
    """What bytes are read from: a request, or an open file."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at its end."""


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
        words = _("You are sending %(number)s files already. Wait for one to end, or cancel it.")
        raise FileRefused(words % {"number": MANY_AT_ONCE}, "many")
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
    if not key:
        return None
    rows = of_place(by, place).filter(client_key=key[:64], size=size, expires_at__gt=now)
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
    *, upload: Upload, offset: int, size: int, stream: Stream, by: User, now: datetime | None = None
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


def _write(upload: Upload, offset: int, size: int, stream: Stream) -> Path:
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
    except FileNotFoundError as swept:
        # Another tab has finished the file in this moment, and the folder is gone.
        raise WrongOffset(upload.received) from swept
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


def sweep(upload: Upload) -> None:
    """The parts go once the transaction holds."""
    folder = folder_of(upload)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
