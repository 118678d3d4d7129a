"""Codes: issued, printed, used for the first time, replaced."""

import secrets
from datetime import datetime
from typing import Any

from django.db.models import Max

from challenges.audience.codes import digest, digests, hashed, new_text
from challenges.audience.engine import tidy_code
from challenges.audience.models import AudienceCode, CodeKind, Guest
from challenges.audience.services.errors import (
    CodeTaken,
    NotACode,
    NotCheckedIn,
    PhoneHasCode,
    TooManyCards,
)
from challenges.pitchdays.models import PitchDay
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.keys import new_key
from core.models import User
from core.service import service

MOST_CARDS = 500


def fresh_fields(kind: CodeKind, now: datetime) -> dict[str, Any]:
    """What a new code holds: its key is random, its text follows from the key."""
    key = new_key()
    return {"kind": kind, "key": key, "digest": digest(new_text(key)), "issued_at": now}


def fresh_code(
    day: PitchDay, kind: CodeKind, now: datetime, *, guest: Guest | None = None, batch: int = 0
) -> AudienceCode:
    """A code that is not saved yet."""
    return AudienceCode(pitch_day=day, guest=guest, batch=batch, **fresh_fields(kind, now))


@service
def print_cards(
    *, pitch_day: PitchDay, number: int, by: User, key: str = "", now: datetime | None = None
) -> AudienceCode:
    """So many anonymous codes are there as one batch, whose first is given back; records cards.made once a key."""
    now = zones.moment(now)
    if not 1 <= number <= MOST_CARDS:
        raise TooManyCards
    day = PitchDay.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=pitch_day.pk)

    def make() -> AudienceCode:
        last = AudienceCode.objects.filter(pitch_day=day).aggregate(Max("batch"))["batch__max"] or 0
        made = AudienceCode.objects.bulk_create(
            fresh_code(day, CodeKind.CARD, now, batch=last + 1) for _ in range(number)
        )
        record("cards.made", by=by, subject=day, cohort=day.cohort, now=now, number=number, batch=last + 1)
        return made[0]

    return once(by=by, action="cards.make", key=key, make=make)


@service
def void_cards(*, pitch_day: PitchDay, batch: int, by: User, now: datetime | None = None) -> int:
    """Cards of the batch that nobody has used give no vote any more; records cards.voided; how many."""
    now = zones.moment(now)
    unused = AudienceCode.objects.filter(
        pitch_day=pitch_day, kind=CodeKind.CARD, batch=batch, browser="", voided_at=None
    )
    number = unused.update(voided_at=now)
    if number:
        record("cards.voided", by=by, subject=pitch_day, cohort=pitch_day.cohort, now=now, number=number, batch=batch)
    return number


@service
def renew_code(*, guest: Guest, by: User, now: datetime | None = None) -> AudienceCode:
    """The guest has a new text and no phone bound to it; a vote that was cast stays theirs; records code.renewed."""
    code = AudienceCode.objects.select_for_update(of=("self",)).select_related("guest").get(guest=guest)
    code.key = new_key()
    code.digest, code.browser = digest(new_text(code.key)), ""
    code.save(update_fields=["key", "digest", "browser"])
    record("code.renewed", by=by, subject=guest, cohort=guest.cohort, now=now)
    return code


@service
def use_code(*, text: str, browser: str) -> AudienceCode:
    """The code belongs to this browser, from its first use on; raises NotACode, CodeTaken or NotCheckedIn (V-02)."""
    tidy = tidy_code(text)
    if not tidy:
        raise NotACode
    rows = AudienceCode.objects.select_for_update(of=("self",)).select_related("guest", "pitch_day")
    code = rows.filter(digest__in=digests(tidy), voided_at=None).first()
    if code is None:
        raise NotACode
    if code.guest is not None and code.guest.present_at is None:
        raise NotCheckedIn
    if code.browser not in ("", hashed(browser)):
        raise CodeTaken
    if not code.browser:
        _free(code, hashed(browser))
        code.browser = hashed(browser)
        code.save(update_fields=["browser"])
    return code


def _free(code: AudienceCode, browser: str) -> None:
    """The browser holds no other code of the day; one that it gave to itself gives way."""
    held = AudienceCode.objects.filter(pitch_day=code.pitch_day_id, browser=browser)
    if held.exclude(kind=CodeKind.BROWSER).exists():
        raise PhoneHasCode
    held.update(browser="")


def new_browser() -> str:
    """A secret for a cookie."""
    return secrets.token_urlsafe(18)
