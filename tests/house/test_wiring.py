"""What the wiring names is there and has the right shape."""

import inspect

import pytest
from django.utils.module_loading import import_string

from config import wiring
from core.wiring import wired

NAMES = [name for name in dir(wiring) if name.isupper()]
LISTS = [name for name in NAMES if isinstance(getattr(wiring, name), list)]
TABLES = [name for name in NAMES if isinstance(getattr(wiring, name), dict)]


@pytest.mark.parametrize("name", LISTS)
def test_every_wired_path_is_there(name):
    assert [path for path, found in zip(getattr(wiring, name), wired(name), strict=True) if found is None] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_wired_table_is_there(name):
    assert [path for path in getattr(wiring, name).values() if import_string(path) is None] == []


def test_tasks_can_be_enqueued():
    assert [path for path in wiring.TASKS.values() if not hasattr(import_string(path), "enqueue")] == []


@pytest.mark.parametrize("name", ["EVERY_MINUTE", "EVERY_DAY"])
def test_jobs_take_the_moment(name):
    wrong = [job.__qualname__ for job in wired(name) if next(iter(inspect.signature(job).parameters)) != "now"]
    assert wrong == []


def test_no_job_is_wired_twice():
    assert len({*wiring.EVERY_MINUTE, *wiring.EVERY_DAY}) == len([*wiring.EVERY_MINUTE, *wiring.EVERY_DAY])
