"""A judge's link: signed, bound to one seat, with a code by mail on each new device."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from challenges.judges.models import SeatCode, SeatLink
from challenges.pitchdays.models import PanelSeat
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.people.invitations import accept_open
from core.people.links import site_link
from core.people.services import end_sessions
from core.service import service

SALT = "challenges.judges.link"
# The link works until so long after the day begins.
LIFE = timedelta(days=14)
CODE_LIFE = timedelta(minutes=15)
# Wrong codes until the code is dead.
TRIES = 5
DIGITS = 6


class LinkOver(Refused):
    """The link leads nowhere: it is no link of ours, was replaced, or the judge has left the panel."""

    message = _("This link is over. Look for a newer message, or ask the organisers for a new one.")


def link_of(seat: PanelSeat, now: datetime | None = None) -> SeatLink:
    """The seat's link, made at the first need."""
    return links_of([seat], now)[seat.pk]


def links_of(seats: Sequence[PanelSeat], now: datetime | None = None) -> dict[int, SeatLink]:
    """The links of many seats by the seat's id, those that are missing made: one query where none is."""
    links = _known(seats)
    missing = [seat for seat in seats if seat.pk not in links]
    if missing:
        _make(missing, zones.moment(now))
        links = _known(seats)
    for seat in seats:
        links[seat.pk].seat = seat
    return links


def _known(seats: Sequence[PanelSeat]) -> dict[int, SeatLink]:
    return {link.seat_id: link for link in SeatLink.objects.filter(seat__in=[seat.pk for seat in seats])}


@service
def _make(seats: Sequence[PanelSeat], now: datetime) -> None:
    SeatLink.objects.bulk_create([SeatLink(seat=seat, made_at=now) for seat in seats], ignore_conflicts=True)


def token_of(link: SeatLink) -> str:
    """The signed part of the address; it is not stored, and the same as long as the version is."""
    return signing.Signer(salt=SALT, sep=".").sign(f"{link.seat.key}.{link.version}")


def address_of(link: SeatLink) -> str:
    """The full address, for letters and passes."""
    return site_link(reverse("public:judge_link", args=[token_of(link)]))


def letter_link(*, seat: PanelSeat, now: datetime | None = None) -> str:
    """The address that the invitation names beside its own."""
    return address_of(link_of(seat, now))


def found_link(token: str, now: datetime | None = None) -> SeatLink:
    """The link that this token is signed for; raises LinkOver."""
    try:
        key, version = signing.Signer(salt=SALT, sep=".").unsign(token).split(".")
    except (signing.BadSignature, ValueError) as wrong:
        raise LinkOver from wrong
    links = SeatLink.objects.select_related("seat__user", "seat__pitch_day__cohort")
    link = links.filter(seat__key=key, version=int(version), seat__left_at=None, seat__user__is_active=True).first()
    if link is None or link.seat.pitch_day.starts_at + LIFE <= zones.moment(now):
        raise LinkOver
    return link


@service
def renew_link(*, seat: PanelSeat, by: User, now: datetime | None = None) -> SeatLink:
    """The seat has a new link, the old one leads nowhere and every device is signed out; records seat_link.renewed."""
    link = SeatLink.objects.select_for_update().get(pk=link_of(seat, now).pk)
    link.version, link.made_at = link.version + 1, zones.moment(now)
    link.save(update_fields=["version", "made_at"])
    SeatCode.objects.filter(seat=seat, used_at=None).delete()
    record("seat_link.renewed", by=by, subject=seat, cohort=seat.cohort, now=now)
    end_sessions(user=seat.user, by=by, now=now)
    return link


@service
def new_code(*, seat: PanelSeat, now: datetime | None = None) -> str:
    """One code is good for a new device for a quarter of an hour, and no earlier one; records seat_link.code_sent."""
    moment = zones.moment(now)
    PanelSeat.objects.select_for_update().get(pk=seat.pk)
    SeatCode.objects.filter(seat=seat, used_at=None).delete()
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    SeatCode.objects.create(seat=seat, code_hash=_digest(seat, digits), made_at=moment, expires_at=moment + CODE_LIFE)
    record("seat_link.code_sent", by=seat.user, subject=seat, cohort=seat.cohort, now=moment)
    return digits


@service
def use_code(*, seat: PanelSeat, digits: str, now: datetime | None = None) -> bool:
    """Whether these are the digits of the living code, which is then used up; every wrong try counts against it.

    A refusal would undo the count of tries with its transaction: that is why the answer is a yes or no.
    """
    moment = zones.moment(now)
    codes = SeatCode.objects.select_for_update().filter(seat=seat, used_at=None, expires_at__gt=moment)
    code = codes.filter(tries__lt=TRIES).order_by("-pk").first()
    if code is None:
        return False
    code.tries += 1
    is_right = constant_time_compare(code.code_hash, _digest(seat, digits))
    code.used_at = moment if is_right else None
    code.save(update_fields=["tries", "used_at"])
    return is_right


@service
def come_in(*, seat: PanelSeat, now: datetime | None = None) -> None:
    """The judge's address is proved and the seat's own invitation accepted; records seat_link.used."""
    accept_open(user=seat.user, role="judge", cohort=seat.cohort, now=now)
    record("seat_link.used", by=seat.user, subject=seat, cohort=seat.cohort, now=now)


def _digest(seat: PanelSeat, digits: str) -> str:
    return salted_hmac(SALT, f"{seat.key}:{digits}", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
