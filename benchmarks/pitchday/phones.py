"""Judges' phones: each sends one change after another as the script does, and remembers what the site acknowledged."""

import http.client
import json
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse

from challenges.models import Criterion, PanelSeat, PitchSlot

# Everybody is in one hall: one address.
HALL = "198.51.100.7"
TOKEN = "t" * 32
PATIENCE = 30.0


@dataclass(frozen=True)
class Change:
    """What one tap made of one sheet; the key makes it count once."""

    slot: int
    path: str
    key: str
    revision: int
    scores: dict[str, int]

    def body(self, judge: str, device: str) -> str:
        """As the phone's script sends it."""
        fields: dict[str, Any] = {f"score_{key}": str(value) for key, value in self.scores.items()}
        fields |= {"once": self.key, "revision": self.revision, "notes": "", "own_notes": "", "team_notes": ""}
        now = int(time.time() * 1000)
        told = {"judge": judge, "device": device, "waiting": 0, "at": now, "finish": False, "fields": fields}
        return json.dumps(told)


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds; 0 is no answer."""

    status: int
    told: dict[str, Any]
    seconds: float


@dataclass(frozen=True)
class Taken:
    """A change that the site said it has, with the revision that it told."""

    seat: int
    change: Change
    revision: int


@dataclass
class Phone:
    """One judge's phone, signed in."""

    port: int
    judge: str
    seat: int
    cookie: str
    slots: list[tuple[int, str]]
    criteria: list[str]
    chance: random.Random
    revisions: dict[int, int]
    taken: list[Taken] = field(default_factory=list)

    def tap(self) -> Change:
        """The next change: some sheet with other scores, on the revision that the phone knows."""
        slot, path = self.chance.choice(self.slots)
        scores = {key: self.chance.randint(1, 5) for key in self.criteria}
        return Change(slot, path, str(uuid4()), self.revisions[slot], scores)

    def send(self, change: Change) -> Answer:
        """One try, on a line of its own as a proxy opens it; what was acknowledged is remembered."""
        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "Content-Type": "application/json",
            "X-CSRFToken": TOKEN,
            "X-Forwarded-For": HALL,
            "Host": "localhost",
            "Connection": "close",
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        started = time.perf_counter()
        try:
            line.request("POST", change.path, change.body(self.judge, f"phone-{self.seat}"), headers)
            response = line.getresponse()
            status, told = response.status, response.read()
        except (OSError, http.client.HTTPException):
            return Answer(0, {}, time.perf_counter() - started)
        finally:
            line.close()
        answer = Answer(status, _read(told), time.perf_counter() - started)
        if answer.told.get("outcome") == "saved":
            self.revisions[change.slot] = answer.told["revision"]
            self.taken.append(Taken(self.seat, change, answer.told["revision"]))
        return answer

    def send_until_taken(self, change: Change, until: float) -> tuple[Answer, int]:
        """The last answer and how often it was sent: the same key again, while there is no answer or a failure."""
        tries = 0
        while True:
            tries += 1
            answer = self.send(change)
            if answer.status not in (0, 500, 502, 503) or time.monotonic() > until:
                return answer, tries
            time.sleep(self.chance.uniform(0.05, 0.2))


def phones(port: int, pairs: Iterable[tuple[PitchSlot, PanelSeat]], seed: int = 1) -> list[Phone]:
    """A phone for each judge among the pairs, with the pitches that the judge scores."""
    held: dict[PanelSeat, list[PitchSlot]] = {}
    for slot, seat in pairs:
        held.setdefault(seat, []).append(slot)
    return [_phone(port, seat, slots, random.Random(f"{seed} {n}")) for n, (seat, slots) in enumerate(held.items())]


def _phone(port: int, seat: PanelSeat, slots: list[PitchSlot], chance: random.Random) -> Phone:
    client = Client()
    client.force_login(seat.user)
    criteria = Criterion.objects.filter(pitch_day=seat.pitch_day_id).order_by("order", "pk")
    saved = dict(seat.scorecards.values_list("slot_id", "revision"))
    return Phone(
        port,
        seat.user.key,
        seat.pk,
        client.cookies[settings.SESSION_COOKIE_NAME].value,
        [(slot.pk, reverse("judge:card_sync", args=[slot.key])) for slot in slots],
        list(criteria.values_list("key", flat=True)),
        chance,
        {slot.pk: saved.get(slot.pk, 0) for slot in slots},
    )


def _read(told: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(told)
    except ValueError:
        return {}
    return found
