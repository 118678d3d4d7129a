"""What must be true of the ground floor's data at any time."""

from datetime import timedelta

from django.core.files.storage import storages

from core import zones
from core.audit.seal import verify
from core.models import MessageState, OutboxMessage, StoredFile


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
    storage = storages["private"]
    names = StoredFile.objects.exclude(file="").values_list("key", "file").iterator()
    return [f"The file {key} is not on the storage." for key, name in names if not storage.exists(name)]
