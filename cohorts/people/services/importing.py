"""Confirming an import that takes longer than a request may: asked for, done in the background, or given back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cohorts.people.models import ImportState, PeopleImport
from cohorts.people.services.imports import confirm_import, refuse_unless_read, write_import
from cohorts.people.services.places import refuse_if_over
from core import zones
from core.audit.record import record
from core.errors import Changed, Refused
from core.models import User
from core.scheduling.enqueue import enqueue
from core.service import service

# More lines than this take longer than two seconds where the site is busy.
AT_ONCE = 200
PEOPLE_CHANGED = _("People of the cohort have changed since. Look at what the import would do now.")
FAILED = _("The import did not come to an end, and nothing of it was written. Try again.")


@service
def begin_import(*, upload: PeopleImport, digest: str, by: User, now: datetime | None = None) -> PeopleImport:
    """A short list is in the cohort; a long one is being imported in the background, once however often it is asked.

    Records import.begun for a long one; import.confirmed comes when its people are in.
    """
    locked = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if locked.state == ImportState.WORKING:
        return locked
    if len(locked.table.get("rows", ())) <= AT_ONCE or locked.state == ImportState.DONE:
        return confirm_import(upload=locked, digest=digest, by=by, now=now)
    refuse_unless_read(locked)
    refuse_if_over(locked.cohort)
    locked.state, locked.fault, locked.digest = ImportState.WORKING, "", digest
    locked.confirmed_by, locked.confirmed_at = by, zones.moment(now)
    locked.save(update_fields=["state", "fault", "digest", "confirmed_by", "confirmed_at"])
    record("import.begun", by=by, subject=locked, cohort=locked.cohort, now=now)
    enqueue("people.import", upload=locked.pk)
    return locked


@service
def finish_import(*, upload: int, now: datetime | None = None) -> PeopleImport:
    """Everybody of the list is in the cohort, or nobody and it is as if it had not been asked (C-08).

    Records import.confirmed. An import that has ended is left as it is.
    """
    locked = PeopleImport.objects.select_for_update().get(pk=upload)
    if locked.state != ImportState.WORKING:
        return locked
    return write_import(locked, locked.digest, locked.confirmed_by, zones.moment(now))


@service
def give_back_import(*, upload: int, reason: str, now: datetime | None = None) -> PeopleImport:
    """The list waits to be confirmed again, with the reason why nothing was written; records import.given_back."""
    locked = PeopleImport.objects.select_for_update().get(pk=upload)
    if locked.state != ImportState.WORKING:
        return locked
    locked.state, locked.fault = ImportState.READ, reason[:300]
    locked.save(update_fields=["state", "fault"])
    record("import.given_back", by=None, subject=locked, cohort=locked.cohort, now=now)
    return locked


def run_import(upload: int) -> str:
    """The import has ended, with all its people or with none; the state it came to. Only tasks call this."""
    try:
        return str(finish_import(upload=upload).state)
    except Changed:
        return str(give_back_import(upload=upload, reason=str(PEOPLE_CHANGED)).state)
    except Refused as refused:
        return str(give_back_import(upload=upload, reason=str(refused.message)).state)
    except Exception:
        give_back_import(upload=upload, reason=str(FAILED))
        raise


def give_back_forgotten(*, now: datetime, before: datetime) -> int:
    """Imports asked for before this moment and never done wait to be confirmed again; their number."""
    left = PeopleImport.objects.filter(state=ImportState.WORKING, confirmed_at__lt=before)
    forgotten = list(left.values_list("pk", flat=True))
    for upload in forgotten:
        give_back_import(upload=upload, reason=str(FAILED), now=now)
    return len(forgotten)
