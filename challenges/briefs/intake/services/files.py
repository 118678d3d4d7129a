"""Files of a challenge: kept on private storage, each with its own readers."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from challenges.briefs.intake.models import BriefFile
from challenges.briefs.intake.services.errors import FilesFixed, TooManyFiles
from challenges.briefs.models import Brief
from challenges.briefs.services.briefs import lock_brief
from challenges.briefs.workflow import WRITING
from core import zones
from core.access import can
from core.audit.record import record
from core.files.checks import Checked
from core.files.services import checked_first, remove, store
from core.idempotency import once
from core.models import User
from core.service import service

FILES_MAX = 10
PURPOSE = "brief"


def _refuse_fixed(brief: Brief, by: User) -> None:
    """Once it is submitted its files were looked at: only organisers change them then."""
    if brief.state not in WRITING and not can(by, "brief.manage", brief):
        raise FilesFixed


def add_file(
    *,
    brief: Brief,
    upload: UploadedFile | Checked,
    title: str,
    readers: str,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> BriefFile:
    """The file stands with the brief for these readers; records brief_file.added.

    It is looked into before the transaction: the brief is locked for none of the seconds that this takes.
    """
    with checked_first([upload]) as checked:
        facts: dict[str, Any] = {"title": title, "readers": readers, "key": key, "now": zones.moment(now)}
        return _add_checked(brief=brief, checked=checked[0], by=by, **facts)


@service
def _add_checked(
    *, brief: Brief, checked: Checked, title: str, readers: str, by: User, key: str, now: datetime
) -> BriefFile:
    brief = lock_brief(brief)
    _refuse_fixed(brief, by)

    def make() -> BriefFile:
        if brief.files.count() >= FILES_MAX:
            raise TooManyFiles
        stored = store(upload=checked, owner=by, purpose=PURPOSE, cohort=brief.cohort, now=now)
        name = title or stored.original_name[:120]
        made: BriefFile = brief.files.create(stored=stored, title=name, readers=readers, added_by=by, added_at=now)
        record("brief_file.added", by=by, subject=made, cohort=brief.cohort, now=now, readers=readers)
        return made

    return once(by=by, action=f"brief.file.{brief.pk}", key=key, make=make)


@service
def set_readers(*, file: BriefFile, readers: str, by: User, now: datetime | None = None) -> BriefFile:
    """Others may read the file from now on; records brief_file.readers_changed when that is new."""
    locked: BriefFile = (
        BriefFile.objects.select_for_update(of=("self",)).select_related("brief__cohort").get(pk=file.pk)
    )
    _refuse_fixed(locked.brief, by)
    if locked.readers != readers:
        locked.readers = readers
        locked.save(update_fields=["readers"])
        record("brief_file.readers_changed", by=by, subject=locked, cohort=locked.cohort, now=now, readers=readers)
    return locked


@service
def remove_file(*, file: BriefFile, by: User, now: datetime | None = None) -> None:
    """The file and its bytes are gone; records brief_file.removed."""
    _refuse_fixed(file.brief, by)
    record("brief_file.removed", by=by, subject=file, cohort=file.cohort, now=now)
    stored = file.stored
    file.delete()
    remove(stored=stored, by=by, now=now)
