"""What is played: judges beside votes and beside a flood, a crowd for the result, kills; each told in a table."""

import argparse
import http.client
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client

from benchmarks import database
from benchmarks.audience import Door, door_of
from benchmarks.pitchday.crowd import VIEWER_LANES, Crowd, Seen, Send
from benchmarks.pitchday.kept import problems
from benchmarks.pitchday.kills import Killed, kill_while_scoring
from benchmarks.pitchday.load import Judged, rounds
from benchmarks.pitchday.phones import HALL, phones
from benchmarks.pitchday.site import Site
from benchmarks.seed.afternoons import Afternoon, add_agreed
from benchmarks.seed.people import add_people
from benchmarks.seed.world import World, new_world
from challenges.audience.shedding import A_SECOND, AT_ONCE
from challenges.results.services import release_results

PORT, VOTE_PORT = int(os.environ.get("BENCH_PORT", "8921")), int(os.environ.get("BENCH_VOTE_PORT", "8922"))
PEOPLE = 330
VOTES_A_SECOND = 2000 / 60
JUDGES_P95 = 500
VIEWERS, VIEWERS_SECONDS = 500, 5.0
KILL_PAUSE = (0.0, 0.5)


@dataclass(frozen=True)
class Told:
    """What was measured, and every limit that does not hold, in sentences."""

    table: str
    problems: list[str]


@contextmanager
def played() -> Iterator[World]:
    """While it lasts there is a database with both afternoons, and nothing else in it."""
    with database.copy():
        world = new_world(PEOPLE)
        add_people(world)
        add_agreed(world)
        yield world


def environment() -> dict[str, str]:
    """What the site's processes are started with: this database, one proxy that is believed."""
    url = os.environ["BENCH_DATABASE_URL"].rpartition("/")[0]
    connection.close()
    return os.environ | {
        "BENCH_DATABASE_URL": f"{url}/{connection.settings_dict['NAME']}",
        "BENCH_TRUSTED_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    }


def beside_votes(asked: argparse.Namespace) -> Told:
    """Forty judges in the same second, and at the same moment, while 2,000 votes a minute arrive."""
    words = "2,000 votes a minute, each with its page"
    return _judges(asked, words, VOTES_A_SECOND, lambda seen: _others(seen, {200}, "votes"))


def beside_flood(asked: argparse.Namespace) -> Told:
    """The same while one address sends as many votes as can be."""
    return _judges(asked, "as many votes as can be", 0, _let_in)


def _let_in(seen: Seen) -> list[str]:
    """One process takes a hundred a second, after a first six hundred: more than that has to be shed."""
    taken = sum(many for status, many in seen.statuses.items() if status != 429) / seen.seconds
    most = A_SECOND + AT_ONCE / seen.seconds
    return [f"{taken:.0f} votes a second were let in, {most:.0f} at most."] if taken > 1.05 * most else []


def _judges(asked: argparse.Namespace, crowd: str, pace: float, judge: Callable[[Seen], list[str]]) -> Told:
    head = f"| Judges beside {crowd} | Changes | Not taken | Median ms | p95 ms | Slowest ms | Votes by answer |"
    lines, found = [head, "| --- | ---: | ---: | ---: | ---: | ---: | --- |"], []
    with played() as world:
        going: Afternoon = world.rows["going"]
        door, held = door_of(going.day), phones(PORT, going.pairs())
        send = _vote_and_look(door) if pace else _vote(door)
        with Site(PORT, environment(), vote_port=VOTE_PORT):
            rounds(held, 3, within=1)
            for words, within in (("in the same second", 1.0), ("at the same moment", 0.0)):
                with Crowd(VOTE_PORT, send, a_second=pace) as audience:
                    judged = rounds(held, asked.rounds, within=within)
                lines.append(_judged(f"{len(held)} {words}", judged, audience.seen()))
                # All at one moment is harder than any afternoon: it is told, and has no limit.
                found += [*_slow(f"{crowd}, {words}", judged, JUDGES_P95 if within else None), *judge(audience.seen())]
        taken = [one for phone in held for one in phone.taken]
        found += problems(going.day, taken)
    lines.append(
        f"\n{len(taken):,} changes were acknowledged; sheets, revisions, audit and keys hold each of them once."
    )
    return Told("\n".join(lines), found)


def _judged(words: str, judged: Judged, votes: Seen) -> str:
    answers = ", ".join(f"{one or 'none'}: {many / votes.seconds:.0f} a second" for one, many in _sorted(votes))
    return f"| {words} | {len(judged.answers):,} | {judged.failures.total()} | {judged.times} | {answers} |"


def _sorted(seen: Seen) -> list[tuple[int, int]]:
    return sorted(seen.statuses.items())


def _slow(words: str, judged: Judged, most: int | None) -> list[str]:
    found = [f"Judges beside {words}: p95 {judged.times.p95:.0f} ms, {most} at most."]
    return [
        *(found if most is not None and judged.times.p95 > most else []),
        *(f"Judges beside {words}: {many} had {status}." for status, many in judged.failures.items()),
    ]


def _others(seen: Seen, well: set[int], what: str) -> list[str]:
    return [f"{many} {what} had {status}." for status, many in seen.statuses.items() if status not in well]


def _vote(door: Door) -> Send:
    return lambda line, place: door.vote(place, HALL)(line)


def _vote_and_look(door: Door) -> Send:
    """A vote, and the page that the browser is sent to."""

    def send(line: http.client.HTTPConnection, place: int) -> int:
        status = door.vote(place, HALL)(line)
        return door.look(place, HALL)(line) if status == 302 else status

    return send


def viewers(asked: argparse.Namespace) -> Told:
    """Five hundred open the page of the result in the five seconds after its release; before it some looked too."""
    lines = ["| 500 viewers in 5 s | Served | Otherwise | Median ms | p95 ms | Slowest ms | All served after s |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    found = []
    for words, every in (("nobody signed in", 0), ("a fifth signed in", 5)):
        with played() as world:
            over: Afternoon = world.rows["over"]
            cookies = [_cookie(world, n) for n in range(VIEWERS // every)] if every else []
            path = f"/cohorts/{over.cohort.slug}/"
            with Site(PORT, environment()):
                with Crowd(PORT, _view(path, cookies, every, ""), a_second=20, number=60) as waiting:
                    problems_before = _others(waiting.seen(), {200}, "viewers before the release")
                release_results(plan=world.rows["plan"])
                connection.close()
                pace = VIEWERS / VIEWERS_SECONDS
                send = _view(path, cookies, every, "first")
                with Crowd(PORT, send, a_second=pace, number=VIEWERS, lanes=VIEWER_LANES) as audience:
                    seen = audience.seen()
        served = seen.count(200)
        lines.append(f"| {words} | {served} | {VIEWERS - served} | {seen.times} | {seen.seconds:.1f} |")
        found += [*problems_before, *_others(seen, {200}, "viewers")]
        found += [f"{words}: all served after {seen.seconds:.1f} s."] if seen.seconds > VIEWERS_SECONDS + 1 else []
    return Told("\n".join(lines), found)


def _cookie(world: World, place: int) -> str:
    client = Client()
    client.force_login(world.places[place].user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _view(path: str, cookies: list[str], every: int, word: str) -> Send:
    """A look at the page, which has this word; some look with a cookie of their own."""

    def send(line: http.client.HTTPConnection, place: int) -> int:
        own = {"Cookie": cookies[place // every % len(cookies)]} if every and place % every == 0 else {}
        line.request("GET", path, headers={"X-Forwarded-For": HALL, "Host": "localhost", **own})
        response = line.getresponse()
        body = response.read()
        return response.status if word.encode() in body else 0

    return send


def killed(asked: argparse.Namespace) -> Told:
    """Processes are killed while forty judges score without a pause."""
    with played() as world:
        going: Afternoon = world.rows["going"]
        held = phones(PORT, going.pairs())
        with Site(PORT, environment()) as site:
            made = kill_while_scoring(site, held, asked.kills, KILL_PAUSE)
        found = problems(going.day, [one for phone in held for one in phone.taken])
    found += [f"{many} changes had {status} within a minute." for status, many in made.refused.items()]
    return Told(_killed(made, found), found)


def _killed(made: Killed, found: list[str]) -> str:
    kinds = ", ".join(f"{kind} {many}" for kind, many in made.kinds.items())
    head = "| Killed | Changes acknowledged | Sent more than once | Longest until acknowledged, s | Lost or doubled |"
    row = f"| {made.kinds.total()}: {kinds} | {made.taken:,} | {made.sent_again} | {made.slowest:.1f} | {len(found)} |"
    return "\n".join([head, "| --- | ---: | ---: | ---: | ---: |", row])


SCENES = {"votes": beside_votes, "flood": beside_flood, "viewers": viewers, "kills": killed}
