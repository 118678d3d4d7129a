"""The scheduler: due jobs, due mail, tasks of killed workers, the seal of the audit."""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from core.scheduling.tick import tick

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Any number of these may run at once: unique rows and locks keep them apart."""

    help = "Runs due jobs and delivers due mail, every 30 seconds or once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, for a timer")
        parser.add_argument("--every", type=float, default=30.0, help="seconds between rounds (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            tick()
            return
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ask_to_stop)
        while not stop.is_set():
            round_of_ticks()
            stop.wait(options["every"])


def round_of_ticks() -> None:
    """One round; a failure (the database is away) is logged and the next round tries again (R-01)."""
    close_old_connections()
    try:
        tick()
    except Exception:
        logger.exception("a round of the scheduler failed")
