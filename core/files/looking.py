"""Starts the process that looks into a file, and waits for its answer, but not for ever."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings

WAIT = 60
# Nothing of the site's own environment: no key, no database, no mail server.
KEPT = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")


def look(task: str, source: Path, target: Path, kind: str) -> str:
    """The code of what is wrong with the file, or nothing; what the task makes stands in the target."""
    command = [sys.executable, "-s", "-m", "core.files.apart", task, str(source), str(target), kind]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "slow"
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "slow"
    try:
        return str(json.loads(done.stdout)["wrong"])
    except (ValueError, KeyError, TypeError):
        return "damaged"
