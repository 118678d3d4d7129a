"""The settings of a measurement: as in production as far as pages go, with a scratch folder and database of its own."""

import atexit
import os
import shutil
import tempfile

_SCRATCH = tempfile.mkdtemp(prefix="twelvefold-bench-")
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)

# What the shell says about a real site must not reach the measurement.
for _name in ("SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "TRUSTED_PROXIES", "SITE_URL"):
    os.environ.pop(_name, None)
os.environ |= {
    "TWELVEFOLD_MODE": "demo",
    "DEBUG": "false",
    "DEMO_SIGN_IN": "false",
    "REQUIRE_SECOND_FACTOR": "true",
    "LOG_LEVEL": "ERROR",
    "VAR_DIR": _SCRATCH,
    # A standing clock: pages say the same in every run, so their sizes can be compared.
    "FIXED_NOW": "" if os.environ.get("BENCH_CLOCK") == "runs" else "2027-03-09T10:00:00+00:00",
    "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{_SCRATCH}/bench.sqlite3",
}

from config.settings import *  # noqa: E402, F403 - the one place where all settings are taken over

STATIC_ROOT = _SCRATCH
TRUSTED_PROXIES = int(os.environ.get("BENCH_TRUSTED_PROXIES", "0"))
