"""The site as `manage.py serve` starts it, each part a unit of its own that is started again when it ends."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from config.management.commands.serve import Command, is_listening

HOST = "127.0.0.1"
LONGEST_START = 90.0
# What may be killed: one process that answers requests, all of them with their parent, the worker, the clock.
WEB_PROCESS, WEB, WORKER, TICK = "web process", "web", "worker", "tick"


@dataclass
class Unit:
    """One part of the site, in a process group of its own."""

    command: list[str]
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """It runs."""
        self.process = subprocess.Popen(
            self.command,
            # Compiled modules are kept: a unit that was killed is back in a second or two.
            env={name: value for name, value in self.environment.items() if name != "PYTHONDONTWRITEBYTECODE"},
            cwd=settings.BASE_DIR,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )

    def end(self, how: signal.Signals) -> None:
        """The whole group has had the signal, and its first process is gone."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def children(self) -> list[int]:
        """The processes that it has started and that still run."""
        if self.process is None:
            return []
        try:
            told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        except FileNotFoundError:
            return []
        return [int(number) for number in told.split()]


class Site:
    """Web, the audience's own web where it is asked for, worker and clock."""

    def __init__(self, port: int, environment: Mapping[str, str], *, vote_port: int = 0, web_workers: int = 2) -> None:
        self.port, self.vote_port = port, vote_port
        options = {
            "bind": f"{HOST}:{port}",
            "web_workers": web_workers,
            "vote_bind": f"{HOST}:{vote_port}" if vote_port else "",
            "vote_workers": 1,
        }
        self.units = {child.name: Unit(child.command, environment) for child in Command().children(options)}

    def __enter__(self) -> "Site":
        for unit in self.units.values():
            unit.start()
        self.wait()
        return self

    def __exit__(self, *problem: object) -> None:
        for unit in self.units.values():
            unit.end(signal.SIGTERM)
            unit.end(signal.SIGKILL)

    def wait(self) -> None:
        """It answers; raises TimeoutError where it would not start."""
        until = time.monotonic() + LONGEST_START
        for port in filter(None, (self.port, self.vote_port)):
            while not is_listening((HOST, port)):
                if time.monotonic() > until:
                    raise TimeoutError(f"Nothing answers on port {port}.")
                time.sleep(0.05)

    def kill(self, kind: str, chance: random.Random) -> bool:
        """One process, or one whole unit, was killed at once (SIGKILL); a unit is started again as a service would."""
        if kind == WEB_PROCESS:
            return self._kill_one(chance)
        unit = self.units[kind]
        unit.end(signal.SIGKILL)
        unit.start()
        return True

    def _kill_one(self, chance: random.Random) -> bool:
        """Its parent starts another."""
        running = self.units[WEB].children()
        if not running:
            return False
        try:
            os.kill(chance.choice(running), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True
