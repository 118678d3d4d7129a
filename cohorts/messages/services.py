"""All mail to people: notify with preview, hold and cancel; announcements; a programme's own texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cohorts.messages.compose import (
    Facts,
    Letter,
    LetterIncomplete,
    SubjectBroken,
    Words,
    default_words,
    each_once,
    words_for,
    write_letters,
)
from cohorts.messages.engine import LINE_BREAKS, unknown_in
from cohorts.messages.kinds import ALWAYS, mail_kind
from cohorts.messages.mail import ANNOUNCEMENT
from cohorts.messages.models import Mailing, MailText
from cohorts.programmes.models import Cohort, Programme
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.forms import TYPE_COUNT_ABOVE
from core.models import MessageState, OutboxMessage, User
from core.outbox.services import cancel_mailing as cancel_messages
from core.outbox.services import post
from core.service import service
from core.wiring import wired_one

SAMPLES = 3

__all__ = [
    "TYPE_COUNT_ABOVE",
    "LetterIncomplete",
    "SubjectBroken",
    "announce",
    "cancel_mailing",
    "notify",
    "preview_mail",
]


class NobodyToWriteTo(Refused):
    """There is nobody among the recipients."""

    message = _("There is nobody to write to.")
    field = "segment"


class AlreadyOnItsWay(Refused):
    """The hold is over: mail that was handed over cannot be called back."""

    message = _("It is too late to cancel: the mail is on its way.")


class UnknownPlaceholders(Refused):
    """A text asks for something that this kind of mail never has."""

    field = "body"


@dataclass(frozen=True)
class MailPreview:
    """What will be sent, to whom, shown before it is."""

    count: int
    names: list[str]
    samples: list[Letter]
    held_minutes: int
    must_type_count: bool


@service
def notify(
    *,
    cohort: Cohort,
    kind: str,
    to: Sequence[User],
    facts: Facts,
    by: User | None,
    key: str,
    now: datetime | None = None,
    always_held: bool = False,
    already_held: bool = False,
) -> Mailing:
    """One message a person waits, held when they are many or always_held says so; records mailing.made.

    The same key again does nothing. What was held before it came here (already_held) is not held again.
    """
    words = words_for(cohort.programme, kind)
    return _make(cohort, kind, words, to, facts, by, key, now, always_held=always_held, already_held=already_held)


@service
def announce(
    *, cohort: Cohort, to: Sequence[User], subject: str, body: str, by: User, key: str, now: datetime | None = None
) -> Mailing:
    """An organiser's own words wait for each of these people; records mailing.made."""
    _refuse_unknown(subject, body, set(ALWAYS))
    if not to:
        raise NobodyToWriteTo
    return _make(cohort, ANNOUNCEMENT, Words(subject, body), to, {}, by, key, now)


def _make(
    cohort: Cohort,
    kind: str,
    words: Words,
    to: Sequence[User],
    facts: Facts,
    by: User | None,
    key: str,
    now: datetime | None,
    *,
    always_held: bool = False,
    already_held: bool = False,
) -> Mailing:
    now = zones.moment(now)
    people = each_once(to)
    minutes = 0 if already_held else held_minutes(len(people), always_held=always_held)
    held_until = now + timedelta(minutes=minutes)
    letters = write_letters(cohort=cohort, kind=kind, words=words, to=people, facts=facts)
    mailing, is_new = Mailing.objects.get_or_create(
        dedupe=f"{cohort.pk}:{kind}:{key}"[:200],
        defaults={
            "cohort": cohort,
            "kind": kind,
            "subject": words.subject,
            "body": words.body,
            "sent_by": by,
            "made_at": now,
            "held_until": held_until,
            "recipients": len(people),
        },
    )
    if is_new:
        for letter in letters:
            _post(mailing, letter, now)
        record("mailing.made", by=by, subject=mailing, cohort=cohort, now=now, people=len(people), kind=kind)
    return mailing


def _post(mailing: Mailing, letter: Letter, now: datetime) -> None:
    post(
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        key=f"mailing:{mailing.pk}:{letter.to.pk}",
        kind=mailing.kind,
        cohort=mailing.cohort,
        mailing_id=mailing.pk,
        send_after=mailing.held_until,
        now=now,
    )


def held_minutes(count: int, *, always_held: bool = False) -> int:
    """How long mail to this many people is held."""
    return int(settings.MAIL_HOLD_MINUTES) if always_held or count > settings.MAIL_MANY else 0


def preview_mail(
    *, cohort: Cohort, kind: str, to: Sequence[User], facts: Facts, always_held: bool = False
) -> MailPreview:
    """What notify would send with the same arguments; raises what notify would raise."""
    return _preview(cohort, kind, words_for(cohort.programme, kind), to, facts, always_held=always_held)


def preview_announcement(*, cohort: Cohort, to: Sequence[User], subject: str, body: str) -> MailPreview:
    """What announce would send with the same arguments; raises what announce would raise."""
    _refuse_unknown(subject, body, set(ALWAYS))
    return _preview(cohort, ANNOUNCEMENT, Words(subject, body), to, {})


def _preview(
    cohort: Cohort, kind: str, words: Words, to: Sequence[User], facts: Facts, *, always_held: bool = False
) -> MailPreview:
    letters = write_letters(cohort=cohort, kind=kind, words=words, to=to, facts=facts)
    samples = letters[:SAMPLES]
    longest = max(letters, key=lambda letter: len(letter.subject) + len(letter.body), default=None)
    if longest is not None and longest not in samples:
        samples.append(longest)
    count = len(letters)
    names = [letter.to.name for letter in letters]
    held = held_minutes(count, always_held=always_held)
    return MailPreview(count, names, samples, held, count > TYPE_COUNT_ABOVE)


@service
def cancel_mailing(*, mailing: Mailing, by: User, now: datetime | None = None) -> Mailing:
    """What has not left is never sent, and what it promised is called back; records mailing.cancelled, once."""
    now = zones.moment(now)
    mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if mailing.cancelled_at is not None:
        return mailing
    stopped = cancel_messages(mailing_id=mailing.pk, now=now)
    if not stopped:
        raise AlreadyOnItsWay
    mailing.cancelled_at = now
    mailing.save(update_fields=["cancelled_at"])
    record("mailing.cancelled", by=by, subject=mailing, cohort=mailing.cohort, now=now, people=stopped)
    call_back = _call_back(mailing.kind)
    if call_back:
        unsent = OutboxMessage.objects.filter(mailing_id=mailing.pk, state=MessageState.CANCELLED)
        call_back(mailing=mailing, users=list(unsent.values_list("to_id", flat=True)), by=by, now=now)
    return mailing


def _call_back(kind: str) -> Callable[..., None] | None:
    """What the feature of this kind of mail does when letters are not sent, if anything."""
    try:
        return wired_one("MAILING_CANCELLED", kind)
    except LookupError:
        return None


@service
def edit_mail_text(
    *, programme: Programme, kind: str, subject: str, body: str, by: User, now: datetime | None = None
) -> MailText:
    """The programme has its own words for this kind of mail; records mail_text.edited."""
    check_words(kind, subject, body)
    Programme.objects.select_for_update().get(pk=programme.pk)
    text, is_new = MailText.objects.get_or_create(
        programme=programme, kind=kind, defaults={"subject": subject, "body": body}
    )
    if not is_new and (text.subject, text.body) == (subject, body):
        return text
    text.subject, text.body = subject, body
    text.save(update_fields=["subject", "body"])
    record("mail_text.edited", by=by, subject=programme, now=zones.moment(now), kind=kind)
    return text


@service
def reset_mail_text(*, programme: Programme, kind: str, by: User, now: datetime | None = None) -> Words:
    """The default words stand again; records mail_text.reset where there were others."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    gone, _rows = MailText.objects.filter(programme=programme, kind=kind).delete()
    if gone:
        record("mail_text.reset", by=by, subject=programme, now=zones.moment(now), kind=kind)
    return default_words(mail_kind(kind))


def check_words(kind: str, subject: str, body: str) -> None:
    """Raises what saving these words for this kind of mail would raise."""
    _refuse_unknown(subject, body, set(mail_kind(kind).known()))


def _refuse_unknown(subject: str, body: str, known: set[str]) -> None:
    if LINE_BREAKS.search(subject):
        raise SubjectBroken
    for place, text in (("subject", subject), ("body", body)):
        strange = unknown_in(text, known)
        if strange:
            names = ", ".join(f"{{{name}}}" for name in strange)
            raise UnknownPlaceholders(_("This mail has nothing to put for %(names)s.") % {"names": names}, field=place)
