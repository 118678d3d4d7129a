"""The queue of the tests: runs a task when its transaction is committed, and does not hide its failure."""

import json

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend


class TaskFailed(Exception):
    """A background task failed; the text is its traceback."""


class OnCommitBackend(ImmediateBackend):
    def enqueue(self, task, args, kwargs):
        plain = json.loads(json.dumps([args, kwargs]))
        transaction.on_commit(lambda: self._run(task, *plain))

    def _run(self, task, args, kwargs):
        result = super().enqueue(task, args, kwargs)
        if result.errors:
            raise TaskFailed(result.errors[0].traceback)
