"""How often is too often: counts in the database, by account or code, shared by all processes."""

import hashlib
import ipaddress
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core import zones
from core.errors import Refused
from core.people.models import RateCount


class TooMany(Refused):
    """It happened too often in this window; nothing was done."""

    message = _("Too many tries in a short time. Wait a little and try again.")

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


def hit(name: str, key: str, limit: int, per_seconds: int, *, now: datetime | None = None) -> int:
    """It is counted once more; raises TooMany when that is over the limit of this window, else gives the count."""
    name, window, left = _window(name, key, per_seconds, now)
    count = _add(name, window)
    if count > limit:
        raise TooMany(left)
    return count


def forgive(name: str, key: str, per_seconds: int, *, now: datetime | None = None) -> None:
    """The last count is taken back: a right password does not use up tries."""
    name, window, _left = _window(name, key, per_seconds, now)
    RateCount.objects.filter(name=name, window=window, count__gt=0).update(count=F("count") - 1)


def forget_old(now: datetime) -> int:
    """Counts of windows that are over are gone; returns how many."""
    return RateCount.objects.filter(window__lt=int(now.timestamp()) - 1).delete()[0]


def _window(name: str, key: str, per_seconds: int, now: datetime | None) -> tuple[str, int, int]:
    """The counter's name without anything personal, the second in which its window ends, the seconds until then."""
    second = int(zones.moment(now).timestamp())
    ends = (second // per_seconds + 1) * per_seconds
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()[:40]
    return f"{name}:{per_seconds}:{digest}", ends, ends - second


def _add(name: str, window: int) -> int:
    """Counting locks the row until the count is read: requests at once each see a number of their own."""
    counter = RateCount.objects.filter(name=name, window=window)
    with transaction.atomic():
        if not counter.update(count=F("count") + 1):
            try:
                with transaction.atomic():
                    RateCount.objects.create(name=name, window=window, count=1)
            except IntegrityError:
                counter.update(count=F("count") + 1)
        return counter.values_list("count", flat=True).get()


def client_address(request: HttpRequest) -> str:
    """The client's address as the nearest trusted proxy saw it; what a client claims itself has no effect (I-06)."""
    hops = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    found = hops[-trusted] if trusted and len(hops) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        return _network(found)
    except ValueError:
        return "unknown"


def _network(address: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 one: a household has as many of those as it likes."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)


def too_many(request: HttpRequest, refused: TooMany) -> HttpResponse:
    """The page that says to wait, with how long."""
    response = render(request, "429.html", {"retry_after": refused.retry_after}, status=429)
    response["Retry-After"] = str(refused.retry_after)
    return response
