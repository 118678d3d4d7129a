"""The compiled loops as functions: machine code is made once by numba, kept, and loaded without numba, in a blink."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import numpy as np
from llvmlite import binding

from cohorts.teams.engine.kernels.layout import Ints

KERNELS = Path(__file__).parent / "kernels"
KERNELS_MODULE = "cohorts.teams.engine.kernels"
# Each door with the modules that its machine code is made of.
ANNEAL = ("layout", "bits", "cost", "moves", "anneal", "best", "entries")
LISTING = ("layout", "bits", "cost", "teams", "cover", "exact_entries")
DOORS = {
    "anneal": ANNEAL,
    "recount": ANNEAL,
    "best_change": ANNEAL,
    "list_teams": LISTING,
    "price_all": LISTING,
    "cover": LISTING,
}
# Numba's wrappers name these for errors that these loops cannot raise: they allocate nothing and check no bounds.
UNUSED = (
    "NRT_Free",
    "NRT_MemInfo_call_dtor",
    "numba_do_raise",
    "numba_gil_ensure",
    "numba_gil_release",
    "numba_runtime_build_excinfo_struct",
    "numba_unpickle",
)
NOTHING = ctypes.CFUNCTYPE(ctypes.c_int64)(lambda: 0)
Door = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p)


def call(name: str, *arrays: Ints) -> int:
    """Return what the compiled loop of that name gives back; it may change the arrays, and other threads run on."""
    addresses = np.array([array.ctypes.data for array in arrays], dtype=np.int64)
    shapes = np.array([(*array.shape, 1)[:2] for array in arrays], dtype=np.int64)
    return int(_door(name)(addresses.ctypes.data, shapes.ctypes.data))


def prepare() -> None:
    """All loops are compiled and kept on disk."""
    for name in DOORS:
        _door(name)


@cache
def _door(name: str) -> Any:
    symbol, code = _kept(name)
    return Door(_loaded(code).get_function_address(symbol))


@cache
def _machine() -> Any:
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    for symbol in UNUSED:
        binding.add_symbol(symbol, ctypes.cast(NOTHING, ctypes.c_void_p).value)
    return binding.create_mcjit_compiler(
        binding.parse_assembly(""), binding.Target.from_default_triple().create_target_machine()
    )


def _loaded(code: bytes) -> Any:
    engine = _machine()
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


def _kept(name: str) -> tuple[str, bytes]:
    """Return the machine code from disk, or compile and keep it; a half-written file is never read."""
    path = _folder() / f"{name}-{_stamp(DOORS[name])}.o"
    if path.exists():
        symbol, _end, code = path.read_bytes().partition(b"\n")
        return symbol.decode(), code
    with _alone(path.with_suffix(".lock")):
        if not path.exists():
            _compile(name, path)
    return _kept(name)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process is in here at a time; the others wait for what it makes."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _compile(name: str, path: Path) -> None:
    from cohorts.teams.engine.kernels.compiler import compiled  # noqa: PLC0415 (numba takes long to load)

    symbol, code = compiled(f"{KERNELS_MODULE}.{DOORS[name][-1]}", name)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(symbol.encode() + b"\n" + code)
    Path(draft).replace(path)


@cache
def _stamp(modules: tuple[str, ...]) -> str:
    """Return what changes whenever the machine code would."""
    seen = hashlib.sha256()
    for module in modules:
        seen.update((KERNELS / f"{module}.py").read_bytes())
    host = (llvmlite.__version__, binding.get_host_cpu_name(), str(sorted(binding.get_host_cpu_features().items())))
    seen.update("|".join(host).encode())
    return seen.hexdigest()[:16]


@cache
def _folder() -> Path:
    """Return a folder that can be written, beside the code if possible, so that an update starts afresh."""
    for folder in (KERNELS / "__pycache__", Path.home() / ".cache" / "twelvefold"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.gettempdir())


if __name__ == "__main__":
    prepare()
