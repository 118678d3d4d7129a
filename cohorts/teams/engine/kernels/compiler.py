"""Machine code for a door into the compiled loops; loads numba."""

from __future__ import annotations

from importlib import import_module

from numba import cfunc, types

SIGNATURE = types.int64(types.CPointer(types.CPointer(types.int64)), types.CPointer(types.int64))


def compiled(module: str, name: str) -> tuple[str, bytes]:
    """Return the name of the door's symbol and its machine code."""
    door = cfunc(SIGNATURE, nopython=True, error_model="numpy")(import_module(module).DOORS[name])
    return door._wrapper_name, door._library._get_compiled_object()
