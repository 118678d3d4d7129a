"""How many votes a second one web process takes, and how it turns a flood away: python -m benchmarks.audience.

A gunicorn with one worker as `manage.py serve` starts it, on a database of its own; the voters are threads on the same
machine, each with a cookie and a code of its own. BENCH_DATABASE_URL chooses PostgreSQL.
"""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.db import connection

import benchmarks.ready  # noqa: F401 - sets Django up before anything of ours is imported
from benchmarks import database
from challenges.audience import services
from challenges.audience.browsers import COOKIE, SALT
from challenges.audience.invariants import ballots_are_codes_used
from challenges.audience.models import AudienceCode, Ballot, CodeKind, Poll, Vote
from challenges.audience.services.codes import fresh_code, hashed, new_browser
from challenges.pitchdays.models import PitchDay
from config.management.commands.serve import is_listening, web_command
from core import zones
from tests.factories.audience import PollFactory
from tests.factories.challenges import PitchDayFactory, PitchSlotFactory
from tests.factories.cohorts import StaffFactory

PORT, SECONDS, VOTERS, THREADS = 8931, 15.0, 2000, 8
TOKEN = "t" * 32
Seen = list[tuple[int, float]]
Send = Callable[[http.client.HTTPConnection], int]


def main() -> int:
    """The figures are on standard output."""
    with database.template(), database.copy():
        door = door_of(_day())
        server = _served()
        try:
            _report("voters of many networks", lambda n: door.vote(n, f"10.{n // 250 % 250}.{n % 250}.7"))
            _report("as many as can be from one network", lambda sent: door.vote(sent, "198.51.100.7"))
        finally:
            server.terminate()
            server.wait()
        poll = Poll.objects.get()
        cast = Vote.objects.filter(poll=poll).count()
        started = time.perf_counter()
        services.close_poll(poll=poll, by=None)
        took = time.perf_counter() - started
        counted = Ballot.objects.filter(poll=poll).count()
        sys.stdout.write(f"close: {counted} ballots of {cast} votes in {took * 1000:.0f} ms; ")
        sys.stdout.write(f"invariants broken: {ballots_are_codes_used() or 'none'}\n")
        connection.close()
    return 0


def _day() -> PitchDay:
    day: PitchDay = PitchDayFactory()
    for number in range(7):
        PitchSlotFactory(pitch_day=day, team__name=f"Team {number}", order=number + 1)
    return day


def door_of(day: PitchDay) -> "Door":
    """The door of a poll that is open on this day, with a code and a cookie for each voter."""
    poll = PollFactory(pitch_day=day, answers=[f"Answer {number}" for number in range(7)])
    services.open_poll(poll=poll, by=StaffFactory(programme=day.cohort.programme).user)
    browsers = [new_browser() for _ in range(VOTERS)]
    codes = []
    for browser in browsers:
        code = fresh_code(day, CodeKind.CARD, zones.now(), batch=1)
        code.browser = hashed(browser)
        codes.append(code)
    AudienceCode.objects.bulk_create(codes)
    signer = signing.get_cookie_signer(salt=COOKIE + SALT)
    cookies = [signer.sign(browser) for browser in browsers]
    return Door(f"/vote/{day.key}/{poll.key}/", _keys(poll), cookies)


def _served() -> "subprocess.Popen[bytes]":
    name = connection.settings_dict
    url = os.environ.get("BENCH_DATABASE_URL", "")
    url = f"{url.rpartition('/')[0]}/{name['NAME']}" if database.is_postgres() else f"sqlite:///{name['NAME']}"
    environment = os.environ | {"BENCH_DATABASE_URL": url, "BENCH_TRUSTED_PROXIES": "1"}
    connection.close()
    server = subprocess.Popen(web_command(f"127.0.0.1:{PORT}", 1), env=environment, cwd=settings.BASE_DIR)
    while not is_listening(("127.0.0.1", PORT)):
        time.sleep(0.2)
    return server


def _keys(poll: Poll) -> list[str]:
    return [option.key for option in poll.options.order_by("place")]


@dataclass(frozen=True)
class Door:
    """Where votes go, what may be chosen and the voters' cookies."""

    path: str
    keys: list[str]
    cookies: list[str]

    def vote(self, sent: int, network: str) -> Send:
        """What sends one vote from this network."""
        body = urlencode({"pick": self.keys[(sent * 5) % len(self.keys)], "csrfmiddlewaretoken": TOKEN})
        return self._send("POST", body, self._headers(sent, network))

    def look(self, sent: int, network: str) -> Send:
        """What opens the page of the vote in the same browser."""
        return self._send("GET", None, self._headers(sent, network))

    def _headers(self, sent: int, network: str) -> dict[str, str]:
        return {
            "Cookie": f"csrf={TOKEN}; {COOKIE}={self.cookies[sent % len(self.cookies)]}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": network,
            "Host": "localhost",
        }

    def _send(self, method: str, body: str | None, headers: dict[str, str]) -> Send:
        def send(line: http.client.HTTPConnection) -> int:
            line.request(method, self.path, body, headers)
            response = line.getresponse()
            response.read()
            return response.status

        return send


def _report(name: str, make: Callable[[int], Send]) -> None:
    seen: Seen = []
    counter, lock, until = [0], threading.Lock(), time.perf_counter() + SECONDS

    def lane() -> None:
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        while time.perf_counter() < until:
            with lock:
                counter[0] += 1
                number = counter[0]
            send = make(number)
            started = time.perf_counter()
            status = send(line)
            seen.append((status, time.perf_counter() - started))

    lanes = [threading.Thread(target=lane) for _ in range(THREADS)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    statuses = Counter(status for status, _took in seen)
    times = sorted(took * 1000 for _status, took in seen)
    p95 = quantiles(times, n=20)[18]
    words = ", ".join(f"{status}: {number / SECONDS:.0f} a second" for status, number in sorted(statuses.items()))
    sys.stdout.write(f"{name}: {words}; median {times[len(times) // 2]:.1f} ms, p95 {p95:.1f} ms\n")


if __name__ == "__main__":
    sys.exit(main())
