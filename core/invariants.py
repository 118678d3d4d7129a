"""What must be true of the ground floor's data at any time."""

from datetime import timedelta
from itertools import chain

from django.db.models import Q

from core import zones
from core.audit.seal import verify
from core.models import MessageState, OutboxMessage, Preview, Scan, StoredFile


def audit_chain() -> list[str]:
    """The seals fit the events."""
    return verify()


def mail_ends() -> list[str]:
    """No message has been on its way for more than an hour."""
    stuck = OutboxMessage.objects.filter(
        state=MessageState.CLAIMED, claimed_at__lt=zones.now() - timedelta(hours=1)
    ).count()
    return [f"{stuck} messages have been on their way for more than an hour."] if stuck else []


def files_are_there() -> list[str]:
    """Every file that a row speaks of is on the storage."""
    storage = StoredFile.file.field.storage
    names = chain(
        StoredFile.objects.exclude(file="").values_list("key", "file").iterator(),
        Preview.objects.values_list("stored__key", "file").iterator(),
    )
    return [f"The file {key} is not on the storage." for key, name in names if not storage.exists(name)]


def files_have_owner_and_state() -> list[str]:
    """Every file has an owner and what the scanner said of it, and nothing is drawn of a harmful one (F-07)."""
    odd = StoredFile.objects.filter(Q(owner=None) | ~Q(scan__in=Scan.values) | Q(scan=Scan.INFECTED, previews__gt=0))
    return [f"The file {key} has no owner or no state." for key in odd.values_list("key", flat=True).distinct()]
