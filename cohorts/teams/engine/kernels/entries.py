"""The doors into the compiled loops: tables of addresses and shapes in, one number out. Loads numba."""

from __future__ import annotations

from typing import Any

from numba import carray, njit

from cohorts.teams.engine.kernels import anneal as annealing
from cohorts.teams.engine.kernels import best
from cohorts.teams.engine.kernels.layout import Part, State, Tables

TABLES, STATE, PART = len(Tables._fields), len(State._fields), len(Part._fields)


@njit(error_model="numpy", inline="always")
def row(at: Any, shape: Any, place: int) -> Any:
    """Return the array at a place of the table of addresses."""
    return carray(at[place], (shape[2 * place],))


@njit(error_model="numpy", inline="always")
def grid(at: Any, shape: Any, place: int) -> Any:
    """Return the array of two dimensions at a place of the table of addresses."""
    return carray(at[place], (shape[2 * place], shape[2 * place + 1]))


@njit(error_model="numpy")
def tables_at(at: Any, shape: Any) -> Tables:
    """Return the problem's tables, which come first."""
    return Tables(
        row(at, shape, 0),
        grid(at, shape, 1),
        grid(at, shape, 2),
        grid(at, shape, 3),
        row(at, shape, 4),
        grid(at, shape, 5),
        grid(at, shape, 6),
        row(at, shape, 7),
        row(at, shape, 8),
        row(at, shape, 9),
    )


@njit(error_model="numpy")
def state_at(at: Any, shape: Any, first: int) -> State:
    """Return the split, which follows the tables."""
    return State(
        grid(at, shape, first),
        row(at, shape, first + 1),
        row(at, shape, first + 2),
        grid(at, shape, first + 3),
        row(at, shape, first + 4),
        row(at, shape, first + 5),
        row(at, shape, first + 6),
        row(at, shape, first + 7),
        row(at, shape, first + 8),
        row(at, shape, first + 9),
        row(at, shape, first + 10),
        row(at, shape, first + 11),
        row(at, shape, first + 12),
    )


@njit(error_model="numpy")
def part_at(at: Any, shape: Any, first: int) -> Part:
    """Return what the loop may touch, which follows the split."""
    return Part(
        row(at, shape, first),
        row(at, shape, first + 1),
        row(at, shape, first + 2),
        row(at, shape, first + 3),
        row(at, shape, first + 4),
        row(at, shape, first + 5),
        row(at, shape, first + 6),
        row(at, shape, first + 7),
        row(at, shape, first + 8),
    )


def anneal(at: Any, shape: Any) -> int:
    """Enter `anneal`."""
    first = TABLES + STATE
    settings = row(at, shape, first + PART)
    return annealing.anneal(tables_at(at, shape), state_at(at, shape, TABLES), part_at(at, shape, first), settings)


def recount(at: Any, shape: Any) -> int:
    """Enter `recount`."""
    annealing.recount(tables_at(at, shape), state_at(at, shape, TABLES), part_at(at, shape, TABLES + STATE))
    return 0


def best_change(at: Any, shape: Any) -> int:
    """Enter `best_change`."""
    first = TABLES + STATE
    settings, found = row(at, shape, first + PART), row(at, shape, first + PART + 1)
    part = part_at(at, shape, first)
    return best.best_change(tables_at(at, shape), state_at(at, shape, TABLES), part, settings, found)


DOORS = {"anneal": anneal, "recount": recount, "best_change": best_change}
