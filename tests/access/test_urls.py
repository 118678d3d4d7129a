"""Every page by every person: the status that matrix_<feature>.py says, written by hand."""

import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access.arguments import arguments
from tests.cast import CAST
from tests.recordings import recorded

MATRICES = [
    importlib.import_module(f"tests.access.{path.stem}") for path in sorted(Path(__file__).parent.glob("matrix_*.py"))
]
URLS = {name: row for matrix in MATRICES for name, row in matrix.URLS.items()}


DOORS = ("organise", "my", "partner", "judge", "vote")
# Addresses that need more than keys of the cast's world, and the test that tries them as everybody.
ELSEWHERE = {
    "my:version_file": "tests/challenges/work/test_pages.py",
    "my:draft_file": "tests/challenges/work/test_drafting.py",
    "my:version_file_preview": "tests/challenges/work/test_thumbs.py",
    "my:draft_file_preview": "tests/challenges/work/test_thumbs.py",
    "my:submission_compare": "tests/challenges/work/test_versions.py",
}


def test_every_address_behind_a_door_has_its_row():
    """W-06: a page that nobody wrote down by hand fails."""
    doors = get_resolver().namespace_dict
    names = {f"{door}:{name}" for door in DOORS for name in doors[door][1].reverse_dict if isinstance(name, str)}
    assert sorted(names - set(URLS) - set(ELSEWHERE)) == []


@pytest.fixture
def come_as(world, client):
    """come_as("judge") gives the client with the judge's session: each of the cast signed in once, and is copied."""
    sessions = recorded("sessions", lambda: {role: session_of(user) for role, user in world.people.items()}, over=world)

    def somebody(role):
        client.cookies.clear()
        if role != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role]
        return client

    return somebody


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("name", sorted(URLS))
def test_page_answers_each_person_as_written(name, world, come_as):
    """O-01, O-05: a person who may not know of a page gets 404, one who may see but not do 403."""
    row = URLS[name]
    address = reverse(name, kwargs=arguments(name, world))
    method = row.get("method", "get")
    answers = {role: getattr(come_as(role), method)(address).status_code for role in CAST}
    assert answers == {role: row.get(role, row["others"]) for role in CAST}
