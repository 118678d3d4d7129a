"""Delivery: a message is claimed, sent and marked, one at a time, and never silently sent twice (M-05)."""

import hashlib
import logging
import time
from collections import Counter
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.db import transaction
from django.db.models import F

from core import zones
from core.outbox.models import MessageState, OutboxMessage

logger = logging.getLogger(__name__)
# Much longer than EMAIL_TIMEOUT: whoever claimed it this long ago was killed, perhaps after sending.
UNCERTAIN_AFTER = timedelta(minutes=10)
BACK_OFF = (1, 5, 15, 60)
# The mail server said no, in so many words: it has not taken the message.
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused)


def deliver_due(now: datetime | None = None, limit: int = 100) -> Counter[str]:
    """Up to `limit` due messages are sent, waiting again, failed or uncertain; how many of each.

    The first uncertain one ends the round: its line to the server is not to be trusted any more.
    """
    now = zones.moment(now)
    ends: Counter[str] = Counter()
    give_up(now)
    if not _due(now).exists():
        return ends
    server = get_connection()
    try:
        server.open()
    except OSError as problem:
        logger.warning("the mail server cannot be reached: %s", type(problem).__name__)
        return ends
    started = time.monotonic()
    try:
        while sum(ends.values()) < limit and not ends[MessageState.UNCERTAIN]:
            at = now + timedelta(seconds=int(time.monotonic() - started))
            message = claim(now, at)
            if message is None:
                break
            ends[send(message, server, at)] += 1
    finally:
        server.close()
    return ends


def give_up(now: datetime) -> int:
    """Messages claimed too long ago are uncertain: shown to organisers, never sent again."""
    lost = OutboxMessage.objects.filter(state=MessageState.CLAIMED, claimed_at__lt=now - UNCERTAIN_AFTER)
    return lost.update(state=MessageState.UNCERTAIN, ended_at=now, error="The sender stopped while sending.")


def _due(now: datetime) -> Any:
    return OutboxMessage.objects.filter(state=MessageState.WAITING, send_after__lte=now)


def claim(now: datetime, at: datetime) -> OutboxMessage | None:
    """The next message due by now is ours, committed as claimed at that moment; None when there is none."""
    with transaction.atomic():
        locked = _due(now).select_related("to").select_for_update(skip_locked=True, of=("self",))
        message: OutboxMessage | None = locked.order_by("send_after", "pk").first()
        if message is None:
            return None
        message.state, message.claimed_at = MessageState.CLAIMED, at
        message.attempts = F("attempts") + 1
        message.save(update_fields=["state", "claimed_at", "attempts"])
    message.refresh_from_db(fields=["attempts"])
    return message


def send(message: OutboxMessage, server: Any, now: datetime) -> str:
    """The claimed message has its end, or waits for another try; returns its new state."""
    if not message.to.is_active:
        return _end(message, MessageState.CANCELLED, now)
    try:
        server.send_messages([_mail(message)])
    except REFUSALS as problem:
        return _try_later(message, now, _reason(problem))
    except BadHeaderError:
        return _end(message, MessageState.FAILED, now, "The subject or address is not one line.")
    except Exception as problem:
        # The line broke while talking: the server may have taken the message.
        logger.exception("message %s is uncertain", message.pk)
        return _end(message, MessageState.UNCERTAIN, now, _reason(problem))
    return _end(message, MessageState.SENT, now)


def _mail(message: OutboxMessage) -> EmailMessage:
    """The message as mail; its id is stable, and it asks machines not to answer."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<{hashlib.sha256(message.key.encode()).hexdigest()[:32]}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(message.subject, message.body, to=[message.address], headers=headers)


def _reason(problem: Exception) -> str:
    """What went wrong, without the server's words: they may hold the address."""
    code = getattr(problem, "smtp_code", "")
    return f"{type(problem).__name__} {code}".strip()


def _try_later(message: OutboxMessage, now: datetime, reason: str) -> str:
    """It waits again, longer each time; after the fifth refusal it has failed."""
    if message.attempts > len(BACK_OFF):
        return _end(message, MessageState.FAILED, now, reason)
    later = now + timedelta(minutes=BACK_OFF[message.attempts - 1])
    _mark(message, state=MessageState.WAITING, send_after=later, error=reason)
    return MessageState.WAITING


def _end(message: OutboxMessage, state: MessageState, now: datetime, reason: str = "") -> str:
    _mark(message, state=state, ended_at=now, error=reason)
    return state


def _mark(message: OutboxMessage, **values: Any) -> None:
    """The outcome is written, also where somebody has meanwhile given the message up."""
    ours = (MessageState.CLAIMED, MessageState.UNCERTAIN)
    OutboxMessage.objects.filter(pk=message.pk, state__in=ours).update(**values)
