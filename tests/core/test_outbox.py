"""Tests of the outbox: posting, cancelling, delivery, and what a crash leaves."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.core.mail.backends.locmem import EmailBackend

from core.models import MessageState, OutboxMessage, User
from core.outbox.deliver import UNCERTAIN_AFTER, deliver_due
from core.outbox.services import HeaderBroken, cancel, cancel_mailing, post
from tests.clock import START

pytestmark = pytest.mark.django_db


class Stubborn(EmailBackend):
    """Raises the next of its problems for every message, then sends."""

    problems: list[Exception] = []

    def send_messages(self, messages):
        if self.problems:
            raise self.problems.pop(0)
        return super().send_messages(messages)


class Unreachable(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


@pytest.fixture
def stubborn(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Stubborn"
    Stubborn.problems = []
    return Stubborn.problems


@pytest.fixture
def hana(db):
    return User.objects.create_user("hana@example.com", first_name="Hana", last_name="Aziz")


def letter(to, key="welcome:1", **values):
    return post(to=to, subject="Welcome", body="Dear Hana", key=key, kind="welcome", **values)


def states():
    return list(OutboxMessage.objects.order_by("pk").values_list("state", flat=True))


def test_post_keeps_the_final_text(hana):
    message = letter(hana, mailing_id=7)
    message.refresh_from_db()
    assert (message.address, message.subject, message.body) == ("hana@example.com", "Welcome", "Dear Hana")
    assert (message.state, message.send_after, message.created_at) == (MessageState.WAITING, START, START)
    assert message.mailing_id == 7


def test_post_does_not_double_a_key(hana):
    assert letter(hana).pk == letter(hana).pk
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("end", ["\n", "\r", "\r\nBcc: all@example.com", "\u2028"])
def test_post_refuses_a_line_break_in_the_subject(hana, end):
    """M-07: CR and LF in a subject are refused."""
    with pytest.raises(HeaderBroken):
        post(to=hana, subject=f"Welcome{end}", body="", key="k", kind="welcome")
    assert OutboxMessage.objects.count() == 0


def test_post_to_a_closed_account_is_cancelled(hana, mailoutbox):
    hana.is_active = False
    hana.save()
    assert letter(hana).state == MessageState.CANCELLED
    assert deliver_due() == {}
    assert mailoutbox == []


def test_deliver_sends_one_mail_to_one_person(hana, mailoutbox):
    letter(hana)
    assert deliver_due() == {MessageState.SENT: 1}
    mail = mailoutbox[0]
    assert (mail.to, mail.cc, mail.bcc, mail.subject, mail.body) == (
        ["hana@example.com"],
        [],
        [],
        "Welcome",
        "Dear Hana",
    )
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    message = OutboxMessage.objects.get()
    assert (message.state, message.ended_at, message.attempts) == (MessageState.SENT, START, 1)
    assert deliver_due() == {}
    assert len(mailoutbox) == 1


def test_deliver_waits_for_the_hold(hana, clock, mailoutbox):
    letter(hana, send_after=START + timedelta(minutes=10))
    assert deliver_due() == {}
    clock.forward(minutes=10)
    assert deliver_due() == {MessageState.SENT: 1}


def test_deliver_stops_at_the_limit(hana, mailoutbox):
    for number in range(3):
        letter(hana, key=f"k{number}")
    assert deliver_due(limit=2) == {MessageState.SENT: 2}
    assert states() == [MessageState.SENT, MessageState.SENT, MessageState.WAITING]


def test_deliver_writes_to_nobody_whose_account_was_closed_meanwhile(hana, mailoutbox):
    letter(hana)
    User.objects.update(is_active=False)
    assert deliver_due() == {MessageState.CANCELLED: 1}
    assert mailoutbox == []


def test_refused_mail_is_tried_again_later_and_fails_after_five(hana, clock, stubborn, mailoutbox):
    letter(hana)
    stubborn.extend(SMTPDataError(451, b"hana@example.com is busy") for _ in range(5))
    waits = []
    for _ in range(4):
        assert deliver_due() == {MessageState.WAITING: 1}
        message = OutboxMessage.objects.get()
        waits.append((message.send_after - clock.now).total_seconds() / 60)
        clock.set(message.send_after)
    assert waits == [1, 5, 15, 60]
    assert deliver_due() == {MessageState.FAILED: 1}
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.error) == (5, "SMTPDataError 451")
    assert mailoutbox == []


def test_a_broken_line_leaves_the_mail_uncertain_and_ends_the_round(hana, clock, stubborn, mailoutbox):
    """M-05: the server may have taken it, so it is never sent again."""
    letter(hana, key="a")
    letter(hana, key="b")
    stubborn.append(SMTPServerDisconnected("gone"))
    assert deliver_due() == {MessageState.UNCERTAIN: 1}
    assert states() == [MessageState.UNCERTAIN, MessageState.WAITING]
    clock.forward(hours=2)
    assert deliver_due() == {MessageState.SENT: 1}
    assert states() == [MessageState.UNCERTAIN, MessageState.SENT]


def test_mail_waits_while_the_server_cannot_be_reached(hana, settings, mailoutbox):
    """R-01: mail down, the outbox waits."""
    letter(hana)
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    assert deliver_due() == {}
    assert (OutboxMessage.objects.get().attempts, states()) == (0, [MessageState.WAITING])


def test_a_claim_of_a_killed_sender_becomes_uncertain(hana, clock, mailoutbox):
    """M-05: claimed too long ago is uncertain, not sent again."""
    letter(hana)
    OutboxMessage.objects.update(state=MessageState.CLAIMED, claimed_at=START)
    clock.set(START + UNCERTAIN_AFTER)
    deliver_due()
    assert states() == [MessageState.CLAIMED]
    clock.forward(seconds=1)
    deliver_due()
    assert states() == [MessageState.UNCERTAIN]
    assert mailoutbox == []


def test_cancel_stops_only_what_is_waiting(hana):
    first, second, other = letter(hana, "a", mailing_id=1), letter(hana, "b", mailing_id=1), letter(hana, "c")
    OutboxMessage.objects.filter(pk=first.pk).update(state=MessageState.SENT)
    assert cancel_mailing(mailing_id=1) == 1
    assert states() == [MessageState.SENT, MessageState.CANCELLED, MessageState.WAITING]
    assert (cancel(message=other), cancel(message=second)) == (True, False)


@pytest.mark.postgres
def test_two_senders_send_every_mail_once(race, mailoutbox):
    """C-09: two deliveries at once share the work."""
    hana = User.objects.create_user("hana@example.com")
    for number in range(20):
        letter(hana, key=f"k{number}")
    results = race(deliver_due, deliver_due)
    assert sum(result[MessageState.SENT] for result in results) == 20
    assert len(mailoutbox) == 20


SENDER = """
import os, time, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
from django.core.mail.backends.base import BaseEmailBackend
class Slow(BaseEmailBackend):
    def send_messages(self, messages):
        os.write(1, b"sending\\n")
        time.sleep(60)
from core.outbox import deliver
deliver.get_connection = Slow
deliver.deliver_due()
"""


@pytest.mark.django_db(transaction=True)
def test_kill_nine_while_sending_leaves_one_uncertain_mail(clock, mailoutbox):
    """M-05: of two messages the one in the killed sender's hands is uncertain, the other is sent, none twice."""
    hana = User.objects.create_user("hana@example.com")
    letter(hana, key="a")
    letter(hana, key="b")
    sender = subprocess.Popen(
        [sys.executable, "-c", SENDER],
        stdout=subprocess.PIPE,
        cwd=site.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_url(), "FIXED_NOW": START.isoformat()},
    )
    assert sender.stdout.readline() == b"sending\n"
    os.kill(sender.pid, signal.SIGKILL)
    sender.wait()
    sender.stdout.close()
    clock.forward(minutes=11)
    assert deliver_due() == {MessageState.SENT: 1}
    assert states() == [MessageState.UNCERTAIN, MessageState.SENT]
    assert len(mailoutbox) == 1


def database_url() -> str:
    """The address of this run's own database, for another process."""
    database = site.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        return f"sqlite:///{database['NAME']}"
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{database['NAME']}").geturl()
