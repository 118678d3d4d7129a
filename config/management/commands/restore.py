"""Restores a backup."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from config.backups.read import BadArchive, read_backup


class Command(BaseCommand):
    """Stop the site first."""

    help = "Puts database and files of an archive in place; only into an empty database unless --replace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="the archive")
        parser.add_argument("--replace", action="store_true", help="also where there are people already")

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as scratch:
            try:
                manifest = read_backup(Path(options["source"]), Path(scratch), replace=options["replace"])
            except BadArchive as problem:
                raise CommandError(str(problem)) from problem
        call_command("check_invariants", stdout=self.stdout)
        self.stdout.write(f"Restored as of {manifest.made_at}: {sum(manifest.rows.values())} rows.")
