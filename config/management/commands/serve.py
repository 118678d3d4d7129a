"""The whole site under one parent: web, background worker and scheduler."""

import socket
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connections

from config.serving.children import Child
from config.serving.parent import KeepsFailing, Parent


class Command(BaseCommand):
    """For a small site and for the demo; a large one runs the three as units of their own (docs/operations.md)."""

    help = "Runs the web server, the background worker and the scheduler until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default: %(default)s)")
        parser.add_argument("--web-workers", type=int, default=2, help="web processes (default: %(default)s)")
        parser.add_argument(
            "--vote-bind",
            default="",
            help="a second address, for /vote/, with its own processes (docs/operations.md)",
        )
        parser.add_argument("--vote-workers", type=int, default=1, help="its processes (default: %(default)s)")
        parser.add_argument("--prepare", action="store_true", help="migrate first; in demo mode fill an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        self.printing = threading.Lock()
        if options["prepare"]:
            prepare()
        connections.close_all()
        host, _, port = options["bind"].rpartition(":")
        self.address = (host or "127.0.0.1", int(port))
        if is_listening(self.address):
            raise CommandError(f"Something is listening on {options['bind']} already: stop it, or give another --bind.")
        parent = Parent(self.children(options), once_up=self.say_where)
        try:
            parent.run()
        except KeepsFailing as failing:
            raise CommandError(f"{failing} does not stay up; everything was stopped.") from None
        self.line("Stopped.")

    def children(self, options: dict[str, Any]) -> list[Child]:
        """Web, the audience's own web where it is asked for, worker and tick, not yet started."""
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        audience = web_command(options["vote_bind"], options["vote_workers"])
        return [
            Child("web", web_command(options["bind"], options["web_workers"]), self.line),
            *([Child("vote", audience, self.line)] if options["vote_bind"] else []),
            Child("worker", [*manage, "db_worker", "--queue-name", "*", "--no-reload"], self.line),
            Child("tick", [*manage, "tick"], self.line),
        ]

    def line(self, text: str) -> None:
        """One whole line, whoever else is writing."""
        with self.printing:
            self.stdout.write(text)
            self.stdout.flush()

    def say_where(self) -> bool:
        """True once the site answers, and then the person has been told where to look."""
        if not is_listening(self.address):
            return False
        shown = "localhost" if self.address[0] in {"127.0.0.1", "0.0.0.0"} else self.address[0]  # noqa: S104 - for show
        self.line("")
        self.line(f"  {settings.SITE_NAME} is at http://{shown}:{self.address[1]}")
        if settings.DEMO_SIGN_IN:
            self.line(f"  Sign in at http://{shown}:{self.address[1]}/accounts/login/: one click for each of the cast.")
        if "filebased" in settings.EMAIL_BACKEND:
            self.line(f"  No mail leaves this machine; it is written to {settings.EMAIL_FILE_PATH}")
        self.line("  Ctrl-C stops everything.")
        self.line("")
        return True


def web_command(bind: str, workers: int) -> list[str]:
    """What starts web processes at an address."""
    web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--chdir", str(settings.BASE_DIR), "--preload"]
    web += ["--bind", bind, "--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    return [*web, "--workers", str(workers), "--log-level", "warning", "--graceful-timeout", "10"]


def prepare() -> None:
    """The database has every table, and in demo mode a cohort to look at."""
    # WhiteNoise warns of a missing folder; it is filled by collectstatic, in production only.
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if settings.IS_DEMO:
        call_command("demo", if_empty=True)


def is_listening(address: tuple[str, int]) -> bool:
    """Whether somebody accepts connections there."""
    host = "127.0.0.1" if address[0] == "0.0.0.0" else address[0]  # noqa: S104 - compared, not bound
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, address[1])) == 0
