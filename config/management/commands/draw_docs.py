"""Draws the documentation that follows from the code."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from core.drawing import drawn_permissions, drawn_workflows


def drawings() -> dict[str, str]:
    """Each drawn file by its path, with its text."""
    return {"docs/workflows.md": drawn_workflows(), "docs/permissions.md": drawn_permissions()}


class Command(BaseCommand):
    """A test compares the files with the code."""

    help = "Writes docs/workflows.md and docs/permissions.md; --check only says which are stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail when one is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = []
        for path, text in drawings().items():
            file = settings.BASE_DIR / path
            if file.exists() and file.read_text() == text:
                continue
            stale.append(path)
            if not options["check"]:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text)
        if stale and options["check"]:
            raise CommandError(f"Stale, run make docs: {', '.join(stale)}")
        self.stdout.write(f"Drawn: {', '.join(stale) or 'nothing new'}.")
