"""Makes a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.backups.write import write_backup
from core import zones


class Command(BaseCommand):
    """The archive holds personal data: keep it as safe as the site."""

    help = "Writes database and files into one archive that restores into SQLite and PostgreSQL alike."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", nargs="?", help="the archive (default: a dated one in VAR_DIR/backups)")

    def handle(self, *args: Any, **options: Any) -> None:
        default = settings.VAR_DIR / "backups" / f"twelvefold-{zones.now():%Y%m%d-%H%M%S}.tar.gz"
        target = Path(options["target"] or default)
        target.parent.mkdir(parents=True, exist_ok=True)
        manifest = write_backup(target)
        self.stdout.write(f"{target}: {sum(manifest.rows.values())} rows, {len(manifest.files) - 1} files.")
