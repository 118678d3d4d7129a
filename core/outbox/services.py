"""Posting and cancelling messages. The outbox holds final texts and knows no template."""

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core import zones
from core.errors import Refused
from core.outbox.models import MessageState, OutboxMessage
from core.people.models import User
from core.service import service


class HeaderBroken(Refused):
    """The subject has a line break: it could smuggle in another header (M-07)."""

    message = _("The subject must be a single line.")
    field = "subject"


@service
def post(
    *,
    to: User,
    subject: str,
    body: str,
    key: str,
    kind: str,
    cohort: Model | None = None,
    mailing_id: int | None = None,
    send_after: datetime | None = None,
    now: datetime | None = None,
) -> OutboxMessage:
    """The message waits for delivery; one with the same key is not doubled, one to a closed account is cancelled.

    Writes no event of its own: what made it necessary does.
    """
    if any(sign in subject for sign in "\r\n\0\x0b\x0c\x85\u2028\u2029"):
        raise HeaderBroken
    now = zones.moment(now)
    message, _is_new = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            "address": to.email,
            "subject": subject,
            "body": body,
            "cohort_id": getattr(cohort, "pk", None),
            "mailing_id": mailing_id,
            "created_at": now,
            "send_after": send_after or now,
            "state": MessageState.WAITING if to.is_active else MessageState.CANCELLED,
            "ended_at": None if to.is_active else now,
        },
    )
    return message


@service
def cancel_mailing(*, mailing_id: int, now: datetime | None = None) -> int:
    """Every message of the mailing that is not on its way is cancelled; the number of them."""
    waiting = OutboxMessage.objects.filter(mailing_id=mailing_id, state=MessageState.WAITING)
    return waiting.update(state=MessageState.CANCELLED, ended_at=zones.moment(now))


@service
def cancel(*, message: OutboxMessage, now: datetime | None = None) -> bool:
    """The message is cancelled, unless it is on its way already."""
    waiting = OutboxMessage.objects.filter(pk=message.pk, state=MessageState.WAITING)
    return bool(waiting.update(state=MessageState.CANCELLED, ended_at=zones.moment(now)))
