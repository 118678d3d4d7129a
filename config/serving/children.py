"""One process of several under one parent: started, watched, started again, stopped."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Write = Callable[[str], object]
# A process that lived this long was well: its failures are forgotten.
WELL_AFTER = 60.0
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """A named process, whose lines come out under its name."""

    name: str
    command: list[str]
    write: Write
    failures: int = 0
    started: float = 0.0
    start_at: float = 0.0
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """It runs, in a session of its own: Ctrl-C reaches it through the parent only."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        threading.Thread(target=self._echo, args=[self.process], daemon=True).start()

    def _echo(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.write(f"{self.name:6} | {line.rstrip()}")

    def look_after(self) -> None:
        """It is running, or waits a while before it is started again: longer after each failure."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.failures = 1 if now - self.started > WELL_AFTER else self.failures + 1
        pause = min(LONGEST_PAUSE, 2.0 ** (self.failures - 1))
        self.write(f"{self.name:6} | ended with {code}; starts again in {pause:.0f} s")
        self.process, self.start_at = None, now + pause

    def stop(self) -> None:
        """It has been asked to end."""
        self._signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        """It has ended; whatever is left of it at that moment is killed."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.write(f"{self.name:6} | does not end; killed")
        self._signal(signal.SIGKILL, whole_group=True)
        self.process.wait()

    def _signal(self, number: signal.Signals, *, whole_group: bool = False) -> None:
        if self.process is None:
            return
        try:
            if whole_group:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
        except ProcessLookupError:
            pass
