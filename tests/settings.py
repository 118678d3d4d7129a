"""The settings of the tests: test mode, a scratch folder, and TEST_DATABASE_URL instead of DATABASE_URL."""

import atexit
import os
import shutil
import tempfile

_SCRATCH = tempfile.mkdtemp(prefix="twelvefold-")
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)

# What the developer's shell says about a real site must not reach the tests.
for _name in (
    "FIXED_NOW",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "DEBUG",
    "TRUSTED_PROXIES",
    "SITE_URL",
):
    os.environ.pop(_name, None)
os.environ["TWELVEFOLD_MODE"] = "test"
os.environ["VAR_DIR"] = _SCRATCH
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_SCRATCH}/twelvefold.sqlite3"

from config.settings import *  # noqa: E402, F403 - the one place where all settings are taken over

CONN_MAX_AGE = 0
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405 - a kept connection would hold the test database
TASKS = {"default": {"BACKEND": "tests.tasks.OnCommitBackend", "QUEUES": ["default", "mail"]}}
