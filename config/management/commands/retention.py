"""Retention by hand: what is due, or its removal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.retention import enforce


class Command(BaseCommand):
    """The scheduler does the same every day."""

    help = "Removes personal data whose time has come; --dry-run only says what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument("--cap", type=int, help="remove nothing if more rows than this are due")

    def handle(self, *args: Any, **options: Any) -> None:
        run = enforce(dry_run=options["dry_run"], cap=options["cap"])
        for label, number in run.counts.items():
            self.stdout.write(f"{number:6}  {label}")
        self.stdout.write(f"{run.total:6}  in all: {run.get_outcome_display()}")
