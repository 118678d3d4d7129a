"""Times that say something to an attacker: an address somebody has against one nobody has, and floods refused.

I-05 and F-08 of docs/trust.md name times; tests hold the work, which any machine can count, and this holds the clock.
"""

import logging
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client

from cms.models import NewsIndexPage
from core.models import User
from core.people.editors import make_editor
from core.people.services import prove

TRIES, FLOODS = 200, 5
MOST_APART, MOST_MS = 0.05, 200.0
PASSWORD = "a long enough password"  # noqa: S105
DOORS: dict[str, tuple[str, str, dict[str, str]]] = {
    "Signing in with a wrong password": ("/accounts/login/", "login", {"password": "a wrong password"}),
    "Asking for a code": ("/accounts/login/code/", "email", {}),
    "Asking for a new password": ("/accounts/password/reset/", "email", {}),
    "Signing up": ("/accounts/signup/", "email", {"password1": PASSWORD, "password2": PASSWORD}),
}
PLAIN = {"title": "Flood", "slug": "flood", "body-count": "0"}
FLOODS_OF: dict[str, dict[str, str]] = {
    "A count of a thousand million": {"body-count": "1000000000"},
    "JSON a hundred thousand deep": {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-type": "text",
        "body-0-order": "0",
        "body-0-value": "[" * 100_000,
    },
    "Ten thousand keys": {f"key-{number}": "x" for number in range(10_000)},
    "Three megabytes in one field": {"title": "x" * 3_000_000},
}


@dataclass(frozen=True)
class Timing:
    """One line: what was asked, and the medians in milliseconds of the one and the other."""

    name: str
    ms: float
    other_ms: float | None = None

    @property
    def apart(self) -> float:
        """By which share of the larger median the two differ."""
        return 0.0 if self.other_ms is None else abs(self.ms - self.other_ms) / max(self.ms, self.other_ms)

    @property
    def problem(self) -> str:
        """The limit that does not hold, in a sentence; empty where it does."""
        if self.apart > MOST_APART:
            return f"{self.name}: known and unknown addresses are {self.apart:.1%} apart, {MOST_APART:.0%} at most"
        if self.other_ms is None and self.ms > MOST_MS:
            return f"{self.name}: refused after {self.ms:.0f} ms, {MOST_MS:.0f} at most"
        return ""


def timings() -> Iterator[Timing]:
    """Every door with addresses that are known and unknown in turn, then every flood."""
    logging.disable(logging.CRITICAL)  # What is refused on purpose is no news.
    for number, (name, (path, field, more)) in enumerate(DOORS.items()):
        yield _door(name, number, path, field, more)
    editor = _editor()
    index = NewsIndexPage.objects.get()
    for name, broken in FLOODS_OF.items():
        took = [_took(editor, f"/cms/pages/add/cms/newspage/{index.pk}/", PLAIN | broken) for _ in range(FLOODS)]
        yield Timing(name, statistics.median(took))


def _door(name: str, number: int, path: str, field: str, more: dict[str, str]) -> Timing:
    """A fresh pair of addresses for every try, each from a place of its own: no limit is met."""
    known: list[float] = []
    unknown: list[float] = []
    for one in range(TRIES):
        user = User.objects.create_user(f"known-{number}-{one}@example.com")
        user.set_password(PASSWORD)
        user.save()
        prove(user=user, by=None)
        place = {"REMOTE_ADDR": f"10.{number}.{one // 250}.{one % 250 + 1}"}
        pair = [(user.email, known), (f"nobody-{number}-{one}@example.com", unknown)]
        # Each comes first as often as the other.
        for address, times in pair if one % 2 else reversed(pair):
            times.append(_took(Client(**place), path, {field: address, **more}))
    return Timing(name, statistics.median(known), statistics.median(unknown))


def _took(client: Client, path: str, data: dict[str, str]) -> float:
    begun = time.perf_counter()
    client.post(path, data)
    return (time.perf_counter() - begun) * 1000


def _editor() -> Client:
    editor = User.objects.create_user("flooding@example.com")
    make_editor(user=editor, by=None)
    client = Client()
    client.force_login(editor)
    return client


def table(found: list[Timing]) -> str:
    """One row each, as the document shows them."""
    lines = ["| Asked for | Somebody's address | Nobody's address | Apart |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {one.name} | {one.ms:.1f} ms | {one.other_ms:.1f} ms | {one.apart:.1%} |" for one in found if one.other_ms
    ]
    lines += ["", "| Flood | Refused after |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {one.name} | {one.ms:.0f} ms |" for one in found if one.other_ms is None)])
