"""The models of the ground floor, joined from their files."""

from core.audit.models import Event, Seal
from core.files.models import Preview, Scan, StoredFile, Upload, UploadState
from core.idempotency import Effect
from core.keys import Keyed
from core.outbox.models import MessageState, OutboxMessage
from core.people.models import (
    Impersonation,
    Invitation,
    Organisation,
    RateCount,
    Recovery,
    Sector,
    User,
)
from core.people.sessions import Session
from core.retention import RetentionRun
from core.scheduling.models import ScheduledRun

__all__ = [
    "Effect",
    "Event",
    "Impersonation",
    "Invitation",
    "Keyed",
    "MessageState",
    "Organisation",
    "OutboxMessage",
    "Preview",
    "RateCount",
    "Recovery",
    "RetentionRun",
    "Scan",
    "ScheduledRun",
    "Seal",
    "Sector",
    "Session",
    "StoredFile",
    "Upload",
    "UploadState",
    "User",
]
