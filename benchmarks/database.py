"""Scratch databases: migrated once, then a fresh copy for every size."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

TEMPLATE = "twelvefold_bench_template"
COPY = "twelvefold_bench"


def is_postgres() -> bool:
    """Whether the measurement runs on PostgreSQL."""
    return connection.vendor == "postgresql"


def words() -> str:
    """The database in words, for the report."""
    if is_postgres():
        connection.ensure_connection()
        return f"PostgreSQL {connection.pg_version // 10000}"
    return f"SQLite {'.'.join(str(part) for part in connection.Database.sqlite_version_info)}"


@contextmanager
def template() -> Iterator[None]:
    """While it lasts there is a migrated database that copies() can be made of."""
    _make(TEMPLATE)
    _use(TEMPLATE)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    try:
        yield
    finally:
        _drop(TEMPLATE)


@contextmanager
def copy() -> Iterator[None]:
    """While it lasts the default connection goes to a fresh copy of the template."""
    if is_postgres():
        _drop(COPY)
        _execute(f'CREATE DATABASE "{COPY}" TEMPLATE "{TEMPLATE}"')
    else:
        shutil.copy(_file(TEMPLATE), _file(COPY))
    _use(COPY)
    try:
        yield
    finally:
        connection.close()
        _drop(COPY)


def _file(name: str) -> Path:
    return Path(settings.VAR_DIR) / f"{name}.sqlite3"


def _use(name: str) -> None:
    connections["default"].close()
    target = name if is_postgres() else str(_file(name))
    settings.DATABASES["default"]["NAME"] = target
    connections["default"].settings_dict["NAME"] = target


def _make(name: str) -> None:
    if is_postgres():
        _drop(name)
        _execute(f'CREATE DATABASE "{name}"')


def _drop(name: str) -> None:
    if is_postgres():
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    else:
        for file in _file(name).parent.glob(f"{name}.sqlite3*"):
            file.unlink()


def _execute(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
