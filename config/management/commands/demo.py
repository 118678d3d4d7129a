"""Builds the demo cohort."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cohorts.models import Programme
from config.demo.clock import STAGES, ZONE, Calendar
from config.demo.large import tell_large
from config.demo.story import tell
from core import zones

DEFAULT = "week-5"


class Command(BaseCommand):
    """Fills an empty site with the pilot of 2019, at the stage you name, through the services."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Stage, today, size."""
        parser.add_argument("--stage", choices=list(STAGES), default=DEFAULT, help="how far the story is told")
        parser.add_argument("--today", type=date.fromisoformat, help="the day that falls into the stage's week")
        parser.add_argument("--large", action="store_true", help="add a second cohort of 120 people")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the site has a programme")
        parser.add_argument("--replace", action="store_true", help="empty the site first; only in demo mode")

    def handle(self, *args: Any, **options: Any) -> None:
        """The site holds the demo cohort."""
        if settings.IS_PRODUCTION:
            raise CommandError("The demo is for demo and test mode only.")
        if options["replace"]:
            self._empty()
        elif Programme.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("This site is not empty. Use --replace to empty it first.")
        today = options["today"] or zones.today(ZONE)
        told = tell(options["stage"], today)
        self.stdout.write(f"{told.cohort.name}: {told.cohort.participants.count()} people, stage {options['stage']}.")
        if options["large"]:
            large = tell_large(told, Calendar("week-5", today))
            self.stdout.write(f"{large.name}: {large.participants.count()} people.")

    def _empty(self) -> None:
        if not settings.IS_DEMO or connection.vendor != "sqlite":
            raise CommandError("--replace works in demo mode and on SQLite only.")
        name = connection.settings_dict["NAME"]
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)
        call_command("migrate", verbosity=0)
