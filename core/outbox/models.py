"""Messages on their way: final text, one row a recipient, one state each."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.people.models import User
from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

WHY = "to deliver it and to show that it was delivered"


class MessageState(models.TextChoices):
    """Where a message is; every one ends in sent, failed, cancelled or uncertain."""

    WAITING = "WAITING", _("waiting")
    CLAIMED = "CLAIMED", _("being sent")
    SENT = "SENT", _("sent")
    FAILED = "FAILED", _("failed")
    CANCELLED = "CANCELLED", _("cancelled")
    UNCERTAIN = "UNCERTAIN", _("uncertain")


class OutboxMessage(models.Model):
    """One message to one person."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    to = models.ForeignKey(User, models.CASCADE, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    cohort_id = models.BigIntegerField(null=True, db_index=True)
    mailing_id = models.BigIntegerField(null=True, db_index=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        "kind": NOT_PERSONAL,
        "error": NOT_PERSONAL,
        "to": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose=WHY),
        "address": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose=WHY),
        "subject": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose=WHY),
        "body": personal(Privacy.ORGANISER, Keep.CREATED, 365, purpose=WHY),
    }

    class Meta:
        app_label = "core"
        indexes = [models.Index(fields=["state", "send_after"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.address}"
