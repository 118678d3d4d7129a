"""How one page is measured: queries and bytes in one call, server time in many others."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from benchmarks.seed.world import World

WARM_UPS = 3
FRAMES = ("BEGIN", "SAVEPOINT", "RELEASE")
REPEATS = 20


class Kind(Enum):
    """What a page is; each kind has its limits."""

    PUBLIC = "public page"
    LIST = "list"
    PAGE = "page"
    DAY = "page of a pitch day"
    SAVE = "save"
    EXPORT = "export"


@dataclass(frozen=True)
class Limit:
    """The most queries, and the most milliseconds by the median, at any size; None is no limit."""

    queries: int | None = None
    ms: float | None = None


LIMITS = {
    Kind.PUBLIC: Limit(12, 30),
    Kind.LIST: Limit(15, 60),
    Kind.PAGE: Limit(),
    Kind.DAY: Limit(ms=100),
    Kind.SAVE: Limit(),
    Kind.EXPORT: Limit(),
}


@dataclass(frozen=True)
class Page:
    """One page: who opens it, where it is, and what is posted to it."""

    name: str
    kind: Kind
    who: str
    path: Callable[[World], str]
    data: Callable[[World], dict[str, Any]] | None = None
    # Above so many people the address does something else, which is counted by itself and called so.
    most: int | None = None
    beyond: str = ""

    def called(self, people: int) -> str:
        """What the page is in the table at this size."""
        return self.beyond if self.most is not None and people > self.most else self.name


@dataclass(frozen=True)
class Cost:
    """What one page takes at one size."""

    page: str
    kind: Kind
    size: int
    queries: int
    size_bytes: int
    median_ms: float
    worst_ms: float


class Unexpected(Exception):
    """A page gave no proper answer, so that its figures would mean nothing."""


def client_of(world: World, who: str) -> Client:
    """A browser of this person, signed in."""
    client = Client()
    if who != "anonymous":
        client.force_login(world.people[who])
    return client


def open_page(client: Client, world: World, page: Page) -> HttpResponse:
    """The page's answer; raises Unexpected when it is a failure or a sign-in page."""
    path, data = page.path(world), page.data(world) if page.data else None
    response = client.get(path) if data is None else client.post(path, data)
    _check(page, response, is_post=data is not None)
    return response


def _check(page: Page, response: HttpResponse, *, is_post: bool) -> None:
    is_well = response.status_code == (302 if is_post else 200)
    if not is_well or "/accounts/" in response.headers.get("Location", ""):
        raise Unexpected(f"{page.name}: {response.status_code} {response.headers.get('Location', '')}")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run meanwhile, as the database gets them; frames of transactions are not counted."""
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.startswith(FRAMES):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def cost_of(world: World, page: Page, repeats: int = REPEATS) -> Cost:
    """What the page takes in this world: warmed up, counted once, timed by itself."""
    client = client_of(world, page.who)
    for _ in range(WARM_UPS):
        open_page(client, world, page)
    with counted() as statements:
        answer = open_page(client, world, page)
    times = [_timed(client, world, page) for _ in range(repeats)]
    return Cost(
        page.called(world.size),
        page.kind,
        world.size,
        len(statements),
        len(answer.content),
        statistics.median(times),
        max(times),
    )


def _timed(client: Client, world: World, page: Page) -> float:
    path, data = page.path(world), page.data(world) if page.data else None
    start = time.perf_counter()
    response = client.get(path) if data is None else client.post(path, data)
    taken = (time.perf_counter() - start) * 1000
    _check(page, response, is_post=data is not None)
    return taken


def broken(costs: list[Cost]) -> list[str]:
    """Every limit that does not hold, in a sentence."""
    return [*_uneven(costs), *_over(costs)]


def _uneven(costs: list[Cost]) -> list[str]:
    by_page: dict[str, dict[int, int]] = {}
    for cost in costs:
        by_page.setdefault(cost.page, {})[cost.size] = cost.queries
    return [
        f"{page}: the queries differ by size, {counts}"
        for page, counts in by_page.items()
        if len(set(counts.values())) > 1
    ]


def _over(costs: list[Cost]) -> list[str]:
    found = []
    smallest = min(cost.size for cost in costs)
    for cost in costs:
        limit = LIMITS[cost.kind]
        if limit.queries is not None and cost.queries > limit.queries:
            found.append(f"{cost.page} at {cost.size}: {cost.queries} queries, {limit.queries} at most")
        most_ms = limit.ms if limit.ms is not None else ANY_MS if cost.size == smallest else None
        if most_ms is not None and cost.median_ms > most_ms:
            found.append(f"{cost.page} at {cost.size}: {cost.median_ms:.0f} ms, {most_ms:.0f} at most")
    return found


# No page takes longer at the size of the demo.
ANY_MS = 100.0
