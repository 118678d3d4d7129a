"""Web processes, the worker and the clock are killed while judges score: nothing acknowledged is lost or doubled."""

import os
import socket
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from benchmarks.pitchday.kept import problems
from benchmarks.pitchday.kills import kill_while_scoring
from benchmarks.pitchday.phones import phones
from benchmarks.pitchday.site import Site
from challenges.models import PitchSlot
from challenges.pitchdays.services import open_scoring
from core.people.sessions import Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
KILLS = int(os.environ.get("KILLS", "20"))
PAUSE = (0.0, 0.2)


@pytest.fixture
def environment(tmp_path):
    """What the site's processes are started with: this test's database and a folder of their own."""
    address = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    return os.environ | {
        "TWELVEFOLD_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address.geturl(),
        "VAR_DIR": str(tmp_path),
        # Sessions go by the real clock, so the clock of the jobs runs too.
        "FIXED_NOW": "",
        "TRUSTED_PROXIES": "1",
        "LOG_LEVEL": "CRITICAL",
    }


@pytest.fixture
def free_port():
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_kills_while_judges_score_lose_and_double_nothing(world, environment, free_port):
    """J-06: twenty kills (SIGKILL); `make soak` does two hundred: each acknowledged change is there, once."""
    day = world.pitch_day
    open_scoring(pitch_day=day, by=world.people["organiser"])
    slots = list(PitchSlot.objects.filter(pitch_day=day).select_related("team", "pitch_day"))
    held = phones(free_port, [(slot, seat) for slot in slots for seat in (world.seat, world.chair_seat)])
    assert Session.objects.count() == 2
    connection.close()
    with Site(free_port, environment) as site:
        made = kill_while_scoring(site, held, KILLS, PAUSE)
    assert problems(day, [one for phone in held for one in phone.taken]) == []
    assert made.refused == {}
    assert (made.kinds.total(), set(made.kinds)) == (KILLS, {"web process", "web", "worker", "tick"})
    assert made.taken >= 3 * KILLS
