"""Chance and bits for the compiled loops."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

from cohorts.teams.engine.kernels.layout import NOISE_SIZE, Ints

# Of one draw the low bits choose a threshold and the high ones the kind of change.
SPREAD, KIND_SHIFT, KIND_MASK = np.uint64(NOISE_SIZE - 1), np.uint64(58), np.uint64(63)
LEFT, RIGHT, LAST, HALF = np.uint64(13), np.uint64(7), np.uint64(17), np.uint64(32)


@intrinsic
def popcount(typingctx: Any, mask: Any) -> Any:
    """Return how many bits of the mask are set, in one instruction."""

    def build(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.ctpop(values[0])

    return types.int64(types.int64), build


@njit(error_model="numpy")
def draw(chance: Ints) -> np.uint64:
    """Return the next 64 random bits (xorshift)."""
    bits = np.uint64(chance[0])
    bits ^= bits << LEFT
    bits ^= bits >> RIGHT
    bits ^= bits << LAST
    chance[0] = np.int64(bits)
    return bits


@njit(error_model="numpy")
def below(chance: Ints, count: int) -> int:
    """Return a random number from 0 up to, but not including, the count."""
    return np.int64(((draw(chance) >> HALF) * np.uint64(count)) >> HALF)
