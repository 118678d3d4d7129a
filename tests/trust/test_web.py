"""Rows R-07, W-03, W-05 and W-06, at every address and for every kind of door there is."""

import ast

import pytest
from django.core.management import get_commands
from django.db.models import signals
from django.test import Client
from django.urls import get_resolver, reverse

from config import wiring
from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.factories.cms import make_news
from tests.house.code import ROOMS, ROOT, files, name, tree
from tests.house.test_routes import addresses

DOORS = {
    "organise": "organiser",
    "my": "participant",
    "partner": "host",
    "judge": "judge",
    "vote": "stranger",
    "": "administrator",
}
# What they do stands in docs/operations.md and docs/architecture.md; a new one is written down here too.
COMMANDS = {
    "backup": "config", "check_invariants": "config", "create_organiser": "config", "demo": "config",
    "draw_docs": "config", "restore": "config", "retention": "config", "serve": "config", "tick": "config",
}  # fmt: skip
# What is done when Wagtail's editors act; each only refuses or hides.
HOOKS = {"insert_global_admin_css", "construct_settings_menu", "before_delete_page", "before_unpublish_page"}
HOOKS |= {"before_move_page", "before_copy_page", "before_bulk_action"}


def own_addresses(world):
    """The addresses of the matrix, each with who opens it."""
    for address in sorted(URLS):
        door = address.rpartition(":")[0]
        if door in DOORS:
            yield DOORS[door], reverse(address, kwargs=arguments(address, world))


@pytest.mark.django_db
def test_no_form_anywhere_is_taken_without_its_token(world):
    """W-03: every address of every door, release of the results among them, refuses a post of another site's page."""
    taken, tried = [], 0
    for role, address in own_addresses(world):
        client = Client(enforce_csrf_checks=True)
        client.force_login(world.people[role])
        answer = client.post(address, {"yes": "on"}, headers={"origin": "https://evil.example.com"})
        tried += 1
        if answer.status_code != 403:
            taken.append((address, answer.status_code))
    assert (taken, tried > 100) == ([], True)


def test_no_view_is_exempt_from_the_token():
    """W-03: nobody switched the check off, but Wagtail in its admin API, whose framework asks for the token itself."""
    exempt = {address for address, view in addresses() if getattr(view, "csrf_exempt", False)}
    assert [address for address in exempt if not address.startswith("cms/api/main/")] == []


@pytest.mark.django_db
def test_the_editors_api_asks_for_the_token_too(world):
    """W-03: signed in by the cookie, an editor's post without it does nothing."""
    page = make_news()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["administrator"])
    answer = client.post(f"/cms/api/main/pages/{page.pk}/action/unpublish/", {}, content_type="application/json")
    page.refresh_from_db()
    assert (answer.status_code, page.live) == (403, True)


@pytest.mark.django_db
def test_no_page_behind_a_door_lets_itself_be_framed(world):
    """W-03: buttons of scoring, deciding and releasing cannot be put under somebody's finger."""
    loose = []
    for role, address in own_addresses(world):
        client = Client()
        client.force_login(world.people[role])
        answer = client.get(address)
        policy = answer.get("Content-Security-Policy", "")
        if answer.status_code == 200 and "frame-ancestors 'none'" not in policy and "sandbox" not in policy:
            loose.append(address)
    # Wagtail shows its preview in a frame of its own; tests/cms/test_safety.py holds it to itself.
    assert [address for address in loose if not address.startswith("/cms/")] == []


@pytest.mark.django_db
def test_no_list_gives_more_than_a_hundred_rows_or_a_page_far_away(world):
    """W-05: every page with a list; how many queries a page takes is counted for each in tests/access/lists.py."""
    large, deep, lists = [], [], 0
    for role, address in own_addresses(world):
        client = Client()
        client.force_login(world.people[role])
        answer = client.get(f"{address}?size=100000")
        page = (answer.context or {}).get("page") if answer.status_code == 200 else None
        if not hasattr(page, "paginator"):
            continue
        lists += 1
        if page.paginator.per_page > 100:
            large.append(address)
        if client.get(f"{address}?page=100000").status_code != 400:
            deep.append(address)
    assert (large, deep, lists >= 5) == ([], [], True)


def test_every_command_is_written_down():
    """W-06: a new command fails until somebody has said here that it is meant."""
    ours = {command: app for command, app in get_commands().items() if app in ROOMS}
    assert ours == COMMANDS
    documents = (ROOT / "docs/operations.md").read_text() + (ROOT / "docs/architecture.md").read_text()
    assert [command for command in COMMANDS if command not in documents] == []


def test_every_task_is_wired():
    """W-06: a task that the wiring does not name cannot be asked for, and fails here."""
    found = {
        f"{name(file).removesuffix('.py').replace('/', '.')}.{node.name}"
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef) and any("task" in ast.unparse(one) for one in node.decorator_list)
    }
    assert found == set(wiring.TASKS.values())


def test_no_signal_does_anything_behind_anybodys_back():
    """W-06: none of our code hangs on a signal."""
    every = [signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed]
    ours = [
        receiver
        for signal in every
        for entry in signal.receivers
        if (receiver := entry[1]() if hasattr(entry[1], "__self__") or callable(entry[1]) else entry[1])
        and getattr(receiver, "__module__", "").split(".")[0] in ROOMS
    ]
    assert ours == []
    connecting = [name(file) for file in files(*ROOMS) if "@receiver" in file.read_text()]
    assert connecting == []


def test_every_hook_of_wagtail_is_written_down():
    """W-06: an action in the editors' admin is a hook; ours only refuse or hide."""
    found = {
        node.args[0].value
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "hooks.register"
    }
    assert found == HOOKS


@pytest.mark.django_db
def test_there_is_no_open_admin(client, world):
    """R-07: no Django admin at all, and the editors' admin leads to the sign-in."""
    assert "admin" not in get_resolver().app_dict
    assert client.get("/admin/").status_code == 404
    assert client.get("/cms/").status_code == 302
