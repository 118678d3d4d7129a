"""The queue of the tests: runs a task when its transaction is committed, and does not hide its failure.

A test that looks at work before it is done sets `held` to a list, and calls what is in it.
"""

import json
from collections.abc import Callable
from typing import ClassVar

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend


class TaskFailed(Exception):
    """A background task failed; the text is its traceback."""


class OnCommitBackend(ImmediateBackend):
    held: ClassVar[list[Callable[[], None]] | None] = None

    def enqueue(self, task, args, kwargs):
        plain = json.loads(json.dumps([args, kwargs]))
        transaction.on_commit(lambda: self._start(task, *plain))

    def _start(self, task, args, kwargs):
        if self.held is None:
            self._run(task, args, kwargs)
        else:
            self.held.append(lambda: self._run(task, args, kwargs))

    def _run(self, task, args, kwargs):
        result = super().enqueue(task, args, kwargs)
        if result.errors:
            raise TaskFailed(result.errors[0].traceback)
