"""Exports that are still being made: their address is there, the file comes, once (O-08)."""

import pytest

from core.audit.models import Event
from core.files.services import break_promise, keep_promise, promise_export
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def promised(owner, **changes):
    return promise_export(name="people.xlsx", content_type="text/csv", owner=owner, purpose="people", **changes)


def test_promised_export_is_fetched_once_it_is_there(client, ada, clock):
    """O-08: its address is there at once; the hour begins when the file does."""
    client.force_login(ada)
    stored = promised(ada)
    page = client.get(f"/exports/{stored.key}/")
    assert (page.status_code, page.context["is_coming"], page.context["is_waiting"]) == (200, True, False)
    assert client.post(f"/exports/{stored.key}/").status_code == 200
    clock.forward(minutes=50)
    keep_promise(stored=stored, data=b"a,b")
    clock.forward(minutes=50)
    fetched = client.post(f"/exports/{stored.key}/")
    assert b"".join(fetched.streaming_content) == b"a,b"
    assert client.post(f"/exports/{stored.key}/").status_code == 410


def test_promise_is_kept_once(ada):
    stored = promised(ada)
    first = keep_promise(stored=stored, data=b"first")
    second = keep_promise(stored=stored, data=b"second")
    with second.file.open() as kept:
        assert (first.sha256, kept.read()) == (second.sha256, b"first")
    events = Event.objects.about(stored).order_by("pk").values_list("event", "actor_id")
    assert list(events) == [("file.promised", ada.pk), ("file.stored", ada.pk)]


def test_broken_promise_says_to_make_it_again(client, ada):
    stored = promised(ada)
    break_promise(stored=stored)
    client.force_login(ada)
    assert client.get(f"/exports/{stored.key}/").status_code == 410
    assert keep_promise(stored=stored, data=b"late").file.name == ""


def test_promised_export_is_nobody_elses(client, ada):
    """O-08: owner checked, while it is made and after."""
    client.force_login(UserFactory())
    assert client.get(f"/exports/{promised(ada).key}/").status_code == 404


def test_progress_of_a_promise_is_a_fragment_and_then_the_page(client, ada):
    client.force_login(ada)
    stored = promised(ada)
    going = client.get(f"/exports/{stored.key}/", headers={"HX-Request": "true"})
    keep_promise(stored=stored, data=b"a,b")
    there = client.get(f"/exports/{stored.key}/", headers={"HX-Request": "true"})
    assert (going.status_code, going.content.startswith(b'<div class="job"')) == (200, True)
    assert (there.status_code, there.headers["HX-Refresh"]) == (204, "true")
