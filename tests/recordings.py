"""What a fixture wrote into the database, kept to be written again: made once by each process, then copied.

Rows are kept as the database itself writes them down, objects as pickles, files as bytes: every test has its own.
"""

import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.db import connection, transaction

AT_ONCE = 200
_KEPT = {}


@dataclass(frozen=True)
class Recording:
    """What writes the rows, the objects that stand for them, the files, and what was there before."""

    statements: tuple[str, ...]
    made: bytes
    files: dict[Path, bytes]
    census: str
    counted: tuple
    over: object


def recorded(name, build, *, over=None):
    """What build() gives, with everything it writes; from the second call of this name on it is copied, not made.

    `over` is what another recording gave, where build() adds to that. Where the test has rows of its own already, they
    may stand in the way, or be meant: then it is made as ever.
    """
    name = (name, settings.FIXED_NOW)
    if name not in _KEPT and (over is not None or _counts() == _untouched()):
        with transaction.atomic():
            _KEPT[name] = _record(build, over)
            transaction.set_rollback(True)
    kept = _KEPT.get(name)
    with transaction.atomic():
        if kept is None or not _fits(kept, over):
            return build()
        with connection.cursor() as cursor:
            for statement in kept.statements:
                cursor.execute(statement)
    for path, content in kept.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return pickle.loads(kept.made)  # noqa: S301 - this process wrote it


def _fits(kept, over):
    """Whether the database is as it was when this was recorded."""
    with connection.cursor() as cursor:
        cursor.execute(kept.census)
        return cursor.fetchone() == kept.counted and _keys(over) == kept.over


def _keys(over):
    """The keys of the rows that another recording gave; where they agree, the rows are the recorded ones."""
    if isinstance(over, SimpleNamespace):
        over = vars(over)
    if isinstance(over, dict):
        return [(name, _keys(value)) for name, value in sorted(over.items())]
    if isinstance(over, list):
        return [_keys(value) for value in over]
    return over and (type(over).__name__, over.pk)


@cache
def _untouched():
    """How many rows each table has after the migrations; asked once, before anything was recorded."""
    return _counts()


def note_what_migrations_made():
    """From now on tests are known to start with these rows."""
    _untouched()


def _counts():
    with connection.cursor() as cursor:
        cursor.execute(_census(_columns()))
        return cursor.fetchone()


def _census(tables):
    return "SELECT " + ", ".join(f'(SELECT COUNT(*) FROM "{table}")' for table in tables)


def _record(build, over):
    over = _keys(over)
    before, files = _rows(), _files()
    made = pickle.dumps(build())
    after = _rows()
    touched = [table for table in before if before[table] != after[table]]
    statements = [line for table in touched for line in _statements(table, before[table], after[table])]
    if connection.vendor == "postgresql":
        # One message for all of them.
        statements = [";".join([*statements, *_counters(touched)])]
    written = {path: path.read_bytes() for path in _files() - files}
    counted = tuple(len(before[table]) for table in touched)
    return Recording(tuple(statements), made, written, _census(touched), counted, over)


def _counters(tables):
    """PostgreSQL counts on from the copied rows, also where a restored backup has set its counters back."""
    with connection.cursor() as cursor:
        for table in tables:
            key = _columns()[table][0]
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key])
            if name := cursor.fetchone()[0]:
                newest = f'(SELECT MAX("{key}") FROM "{table}")'
                yield f"SELECT setval('{name}', GREATEST({newest}, (SELECT last_value FROM {name})))"


def _files():
    roots = (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT))
    return {path for root in roots for path in root.rglob("*") if path.is_file()}


def _rows():
    """Table -> key -> the whole row, both as the database writes them down."""
    found = {}
    with connection.cursor() as cursor:
        for table, (_name, key, row) in _columns().items():
            cursor.execute(f'SELECT {key}, {row} FROM "{table}" AS t')
            found[table] = dict(cursor.fetchall())
    return found


@cache
def _columns():
    """Table -> the name of its key, and what to select for the key and for the whole row."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.django_table_names(only_existing=True)):
            key = connection.introspection.get_primary_key_column(cursor, table)
            names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            if connection.vendor == "postgresql":
                found[table] = (key, f't."{key}"::text', "t::text")
            else:
                found[table] = (key, f'quote("{key}")', " || ',' || ".join(f'quote("{name}")' for name in names))
    return found


def _statements(table, before, after):
    """What turns the rows of one table into those after."""
    gone = [key for key, row in before.items() if after.get(key) != row]
    new = [row for key, row in after.items() if before.get(key) != row]
    if gone:
        yield _delete(table, gone)
    for start in range(0, len(new), AT_ONCE):
        yield _insert(table, new[start : start + AT_ONCE])


def _delete(table, keys):
    column = _columns()[table][0]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            return cursor.mogrify(f'DELETE FROM "{table}" WHERE "{column}"::text = ANY(%s)', [keys])
    return f'DELETE FROM "{table}" WHERE "{column}" IN ({", ".join(keys)})'


def _insert(table, rows):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            return cursor.mogrify(f'INSERT INTO "{table}" SELECT * FROM unnest(%s::"{table}"[])', [rows])
    return f'INSERT INTO "{table}" VALUES ' + ", ".join(f"({row})" for row in rows)
