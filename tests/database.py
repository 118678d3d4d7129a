"""The test database: migrated once for each set of migrations, then copied for every run and worker."""

import fcntl
import gc
import hashlib
import json
import os
import shutil
import sys
import threading
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from pytest_django.plugin import blocking_manager_key

from tests.recordings import note_what_migrations_made

STORE = Path(settings.BASE_DIR) / ".testdb"
IS_POSTGRES = "postgresql" in settings.DATABASES["default"]["ENGINE"]
TRANSACTIONAL = {"transactional_db", "live_server", "race"}
# It does nearly everything that the site does.
WIDE = {"tests/journeys/test_whole_cohort.py"}
# The number of the lock that whoever builds a template on a PostgreSQL server holds.
BUILDING = 120_012


def fingerprint() -> str:
    """Changes with the Python version, the installed distributions and every migration of ours."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted({f"{found.name}=={found.version}" for found in distributions()}):
        digest.update(name.encode())
    for file in sorted(Path(settings.BASE_DIR).glob("c*/**/migrations/*.py")):
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def lock(name: str):
    """One process at a time."""
    STORE.mkdir(exist_ok=True)
    with (STORE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """The default connection goes to this database from now on, in every thread."""
    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


@contextmanager
def seldom_collected():
    """Migrations make hundreds of thousands of objects that stay; looking for garbage among them takes a fifth."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    yield
    gc.set_threshold(*before)


def migrate(name: str) -> None:
    use(name)
    with seldom_collected():
        call_command("migrate", verbosity=0, interactive=False)


def sqlite_copy(target: Path) -> str:
    """A fresh copy of the migrated template."""
    template = STORE / f"{fingerprint()}.sqlite3"
    with lock("sqlite"):
        if not template.exists():
            building = STORE / f"building-{os.getpid()}.sqlite3"
            migrate(str(building))
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=DELETE")
            connection.close()
            for old in STORE.glob("*.sqlite3"):
                if old != building:
                    old.unlink()
            building.rename(template)
    shutil.copy(template, target)
    return str(target)


def execute(statement: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def server_lock():
    """One process at a time, of all that use this server: several work trees may."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [BUILDING])
        yield cursor


def postgres_copy(worker: str) -> str:
    """A fresh database made from the migrated template database."""
    template = f"twelvefold_{fingerprint()}"
    name = f"test_twelvefold_{os.getpid()}_{worker}"
    with server_lock() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            execute("DROP DATABASE IF EXISTS twelvefold_building WITH (FORCE)")
            execute("CREATE DATABASE twelvefold_building")
            migrate("twelvefold_building")
            connection.close()
            execute(f'ALTER DATABASE twelvefold_building RENAME TO "{template}"')
        execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def serialized() -> str:
    """What migrations made, content types first: rows of others ask for theirs as they load."""
    rows = json.loads(connection.creation.serialize_db_to_string())
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))


def delete_instead_of_truncate() -> None:
    """Emptying 150 small tables takes PostgreSQL seconds by TRUNCATE and milliseconds by DELETE."""

    def sql_flush(style, tables, *, reset_sequences=False, allow_cascade=False):
        return [f'DELETE FROM "{table}"' for table in tables]

    connection.ops.sql_flush = sql_flush


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory, worker_id):
    """A migrated database of this run's own, with what migrations made kept for transactional tests."""
    with django_db_blocker.unblock():
        before = settings.DATABASES["default"]["NAME"]
        if IS_POSTGRES:
            name = postgres_copy(worker_id)
            delete_instead_of_truncate()
        else:
            name = sqlite_copy(tmp_path_factory.mktemp("database") / "test.sqlite3")
        use(name)
        # On the class: once Playwright's loop runs, this thread has a connection of its own, made later.
        type(connections["default"])._test_serialized_contents = serialized()
        note_what_migrations_made()
    yield
    with django_db_blocker.unblock():
        use(before)
        if IS_POSTGRES:
            execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Transactional tests keep what migrations made; tests marked postgres need a PostgreSQL.

    What uses the database is marked so, for `make test-postgres`: to the others it is all one which database there is.
    For `make test-sample` what needs PostgreSQL is marked, all services, and the first test of each file that uses it.
    """
    met = set()
    for item in items:
        if item.get_closest_marker("django_db") or "db" in item.fixturenames or "transactional_db" in item.fixturenames:
            item.add_marker(pytest.mark.database)
            if _tells_databases_apart(item, met):
                item.add_marker(pytest.mark.sample)
        marker = item.get_closest_marker("django_db")
        is_transactional = marker is not None and marker.kwargs.get("transaction", False)
        if is_transactional or TRANSACTIONAL.intersection(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")
        if item.get_closest_marker("postgres") and not IS_POSTGRES:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: set TEST_DATABASE_URL"))


def _tells_databases_apart(item, met):
    """Whether it is one of the sample; `met` are the files of which one was met before."""
    if item.get_closest_marker("browser"):
        return False
    file = Path(item.location[0])
    is_first = file not in met
    met.add(file)
    is_wide = file.name.startswith("test_services") or file.as_posix() in WIDE
    return is_first or is_wide or item.get_closest_marker("postgres") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A transactional test empties all tables; what migrations made is there again for a plain one that follows it.

    They come last, but a worker that is done with them may be given plain ones of another.
    """
    result = yield
    if nextitem is not None and _restores(item) and not _restores(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            creation = connections["default"].creation
            creation.deserialize_db_from_string(type(connections["default"])._test_serialized_contents)
    return result


def _restores(item):
    return "django_db_serialized_rollback" in item.fixturenames


@pytest.fixture
def race(transactional_db):
    """race(function, function, …) starts them in threads at the same moment; results or exceptions, in order."""

    def run(*functions):
        start = threading.Barrier(len(functions))
        results = [None] * len(functions)

        def lane(number, function):
            try:
                start.wait(timeout=20)
                results[number] = function()
            except Exception as problem:  # noqa: BLE001 - the test looks at what went wrong
                results[number] = problem
            finally:
                connections.close_all()

        threads = [threading.Thread(target=lane, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return results

    return run
