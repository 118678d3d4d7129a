"""The doors into listing teams and choosing among them: tables of addresses and shapes in, one number out."""

from __future__ import annotations

from typing import Any

from cohorts.teams.engine.kernels import cover as covering
from cohorts.teams.engine.kernels import teams as listing
from cohorts.teams.engine.kernels.cover import Choices, Found
from cohorts.teams.engine.kernels.entries import TABLES, grid, row, tables_at
from cohorts.teams.engine.kernels.teams import Blocks, Listed, Stack


def list_teams(at: Any, shape: Any) -> int:
    """Enter `list_teams`; its last array holds the most that a team may cost."""
    first = TABLES
    blocks = Blocks(
        row(at, shape, first),
        row(at, shape, first + 1),
        row(at, shape, first + 2),
        row(at, shape, first + 3),
        row(at, shape, first + 4),
    )
    second = first + 5
    stack = Stack(
        row(at, shape, second),
        row(at, shape, second + 1),
        row(at, shape, second + 2),
        row(at, shape, second + 3),
        row(at, shape, second + 4),
        row(at, shape, second + 5),
        grid(at, shape, second + 6),
        row(at, shape, second + 7),
    )
    third = second + 8
    listed = Listed(row(at, shape, third), row(at, shape, third + 1))
    return listing.list_teams(tables_at(at, shape), blocks, stack, listed, row(at, shape, third + 2)[0])


def price_all(at: Any, shape: Any) -> int:
    """Enter `price_all`."""
    listed = Listed(row(at, shape, 0), row(at, shape, 1))
    worth, fees = grid(at, shape, 2), row(at, shape, 3)
    return covering.price_all(listed, worth, fees, row(at, shape, 4), row(at, shape, 5))


def cover(at: Any, shape: Any) -> int:
    """Enter `cover`; its last array holds how many teams and people there are."""
    choices = Choices(
        row(at, shape, 0),
        row(at, shape, 1),
        row(at, shape, 2),
        row(at, shape, 3),
        row(at, shape, 4),
        row(at, shape, 5),
    )
    found = Found(row(at, shape, 6), row(at, shape, 7), row(at, shape, 8), row(at, shape, 9))
    counts = row(at, shape, 10)
    return covering.cover(choices, found, counts[0], counts[1])


DOORS = {"list_teams": list_teams, "price_all": price_all, "cover": cover}
