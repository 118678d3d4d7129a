"""Tests of the parent process and of the commands that run the site."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command

from config.management.commands.serve import Command
from config.serving.children import Child
from config.serving.parent import KeepsFailing, Parent
from core.models import ScheduledRun
from tests.core.test_outbox import database_url


def child(code, lines, name="child"):
    return Child(name, [sys.executable, "-c", code], lines.append)


def test_a_child_speaks_under_its_name_and_starts_again_after_its_end():
    lines = []
    one = child("print('hello')", lines)
    one.look_after()
    one.process.wait()
    deadline = time.monotonic() + 5
    while not lines and time.monotonic() < deadline:
        time.sleep(0.01)
    one.look_after()
    assert lines == ["child  | hello", "child  | ended with 0; starts again in 1 s"]
    assert (one.failures, one.process) == (1, None)


def test_a_parent_whose_child_keeps_failing_stops_the_others():
    lines = []
    failing, other = child("raise SystemExit(3)", lines, "bad"), child("import time; time.sleep(60)", lines, "good")
    failing.failures = 4
    with pytest.raises(KeepsFailing, match="bad"):
        Parent([other, failing], once_up=lambda: True).run()
    assert other.process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_end_is_killed():
    lines = []
    stubborn = child(
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)", lines
    )
    stubborn.start()
    while not lines:
        time.sleep(0.01)
    stubborn.stop()
    stubborn.wait(time.monotonic())
    assert stubborn.process.returncode == -signal.SIGKILL
    assert lines[-1] == "child  | does not end; killed"


def test_serve_says_when_the_port_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"listening on 127.0.0.1:{port} already"):
            call_command("serve", bind=f"127.0.0.1:{port}")


@pytest.mark.django_db(transaction=True)
def test_serve_answers_and_stops_everything_on_a_signal():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    parent = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}", "--web-workers", "1"],
        cwd=site.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for line in parent.stdout:
            if "Ctrl-C stops everything" in line:
                break
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=20) as answer:
            assert (answer.status, answer.read()) == (200, b'{"status": "ok"}')
    finally:
        parent.send_signal(signal.SIGINT)
        rest = parent.stdout.read()
        parent.stdout.close()
    assert (parent.wait(timeout=40), rest.splitlines()[-1]) == (0, "Stopped.")
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5)


@pytest.mark.django_db
def test_tick_once_runs_one_round(settings):
    call_command("tick", once=True)
    assert ScheduledRun.objects.exclude(error="").count() == 0


def test_the_audience_may_have_processes_of_its_own():
    """V-04: the same site at a second address, for the proxy to send /vote/ to."""
    options = {"bind": "127.0.0.1:8000", "web_workers": 2, "vote_bind": "127.0.0.1:8001", "vote_workers": 1}
    children = Command().children(options)
    binds = {one.name: one.command[one.command.index("--bind") + 1] for one in children if "--bind" in one.command}
    assert binds == {"web": "127.0.0.1:8000", "vote": "127.0.0.1:8001"}
    alone = Command().children(options | {"vote_bind": ""})
    assert [one.name for one in alone] == ["web", "worker", "tick"]
