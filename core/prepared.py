"""Queries whose SQL is made once: for what every page asks, where making the SQL takes longer than running it."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import RawQuerySet

# Stand for the numbers while the SQL is made; no row has these ids.
OPEN = 9_171_717_171_717_171
Made = tuple[Any, str, tuple[Any, ...]]


class Prepared:
    """A query with ids of rows left open, which Django turns into SQL at its first use and never again.

    Only for a query in which no clock, no list and no language has a part: whatever else it is built from
    stays as it was the first time.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._made: dict[str, Made] = {}

    def rows(self, *ids: int) -> list[tuple[Any, ...]]:
        """The rows as the database gives them: on SQLite a yes is 1."""
        _model, sql, params = self._filled(ids)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def objects(self, *ids: int) -> "RawQuerySet[Any]":
        """The rows as objects of the model, what was annotated beside their fields."""
        model, sql, params = self._filled(ids)
        return RawQuerySet(sql, model=model, params=params)

    def _filled(self, ids: tuple[int, ...]) -> tuple[Any, str, tuple[Any, ...]]:
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._make()
        model, sql, params = made
        given = {OPEN + place: number for place, number in enumerate(ids)}
        # PostgreSQL's driver is given its own kinds of whole numbers.
        return model, sql, tuple(given.get(value, value) if isinstance(value, int) else value for value in params)

    def _make(self) -> Made:
        query = self._build(*(OPEN + place for place in range(len(signature(self._build).parameters))))
        return (query.model, *query.query.sql_with_params())
