"""Looks for data that should not be possible."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from core.wiring import wired


class Command(BaseCommand):
    """Meant for every night, after a restore and after the random tests."""

    help = "Checks what must be true of the data at any time; fails with a sentence for everything that is not."

    def handle(self, *args: Any, **options: Any) -> None:
        checks = wired("INVARIANTS")
        problems = [problem for check in checks for problem in check()]
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems were found.")
        self.stdout.write(f"{len(checks)} checks, no problem.")
