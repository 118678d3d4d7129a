"""Tests of stored files: what is taken, how it is given back, and exports that are fetched once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.audit.models import Event
from core.errors import Refused
from core.files import checks, services
from core.files.models import StoredFile
from core.files.serve import file_response
from tests.core.files.made import SOUND

NOW = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)


def upload(data, name):
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


@pytest.mark.parametrize("name", [f"plan.{ending}" for ending in ("docm", "exe", "zip", "svg", "html")] + ["plan"])
def test_names_that_are_not_taken_are_refused_before_a_byte_is_sent(name):
    """F-01: the allow-list by name."""
    with pytest.raises(checks.FileRefused):
        checks.check_name(name)


def test_store_refuses_a_file_over_the_limit(ada, settings):
    """F-02: the site's limit."""
    settings.FILE_MAX_BYTES = 10
    with pytest.raises(Refused) as raised:
        services.store(upload=upload(b"a" * 11, "notes.txt"), owner=ada, purpose="submission")
    assert str(raised.value).replace("\xa0", " ") == "This file is too large: the most is 10 bytes."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/plan.pdf", "plan.pdf"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("in\u202efdp.exe", "infdp.exe"),
        ("nul\x00l.txt", "null.txt"),
        ("x" * 4000 + ".pdf", "x" * 116 + ".pdf"),
        ("..", "file"),
        ("con.pdf", "file con.pdf"),
        ("AUX", "file AUX"),
        ("nul.tar.pdf", "file nul.tar.pdf"),
        ("plan.pdf. . .", "plan.pdf"),
        ("😀.pdf", "😀.pdf"),
        ("\ud800plan.pdf", "plan.pdf"),
        ("Crynodeb tîm.pdf", "Crynodeb tîm.pdf"),
    ],
)
def test_clean_name_keeps_the_last_part_without_tricks(given, kept):
    """F-06: names."""
    assert checks.clean_name(given) == kept


def test_store_keeps_the_file_under_a_generated_name(ada):
    """F-06: the stored name has nothing of the uploaded one."""
    data = SOUND["pdf"]
    stored = services.store(upload=upload(data, "../Plan.pdf"), owner=ada, purpose="submission", now=NOW)
    assert (stored.original_name, stored.content_type, stored.size) == ("Plan.pdf", "application/pdf", len(data))
    assert "Plan" not in stored.file.name
    assert stored.file.name.startswith("submission/")
    with stored.file.open("rb") as kept:
        assert kept.read() == data
    assert list(Event.objects.values_list("event", "actor_id", "subject_id")) == [("file.stored", ada.pk, stored.pk)]


def test_file_response_is_a_sandboxed_download(ada):
    """F-01, F-06: attachment, RFC 6266 name, no sniffing, no cache, nothing runs."""
    stored = services.store(upload=upload(b"hello", "tîm.txt"), owner=ada, purpose="submission")
    response = file_response(stored)
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''t%C3%AEm.txt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"hello"
    response.close()


def made(owner, now=None):
    return services.store_export(
        data=b"a;b\n", name="people.csv", content_type="text/csv", owner=owner, purpose="export.people", now=now
    )


def test_claim_gives_an_export_once_in_time_to_its_owner_for_its_purpose(ada, bea):
    """O-08: owner and purpose checked, one hour, one download."""
    for refused in (
        {"stored": made(ada, NOW), "by": bea, "now": NOW},
        {"stored": made(ada, NOW), "by": ada, "now": NOW, "purpose": "export.results"},
        {"stored": made(ada, NOW), "by": ada, "now": NOW + timedelta(hours=1)},
    ):
        with pytest.raises(services.Gone):
            services.claim(**refused)
    export = made(ada, NOW)
    assert services.claim(stored=export, by=ada, purpose="export.people", now=NOW).fetched_at == NOW
    with pytest.raises(services.Gone):
        services.claim(stored=export, by=ada, purpose="export.people", now=NOW)
    assert list(Event.objects.filter(event="file.fetched").values_list("subject_id", flat=True)) == [export.pk]


def test_remove_expired_takes_away_rows_and_bytes(ada, django_capture_on_commit_callbacks):
    kept, gone = made(ada, NOW), made(ada, NOW - timedelta(hours=5))
    storage, name = gone.file.storage, gone.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remove_expired(NOW) == 1
    assert list(StoredFile.objects.all()) == [kept]
    assert not storage.exists(name)
    assert Event.objects.filter(event="file.removed").count() == 1


def test_export_page_fetches_by_its_button_and_once(ada, client):
    """O-08, I-04: opening the page changes nothing; the button downloads, once."""
    export = made(ada)
    client.force_login(ada)
    address = f"/exports/{export.key}/"
    assert client.get(address).status_code == 200
    assert client.get(address).status_code == 200
    response = client.post(address)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"a;b\n")
    assert client.post(address).status_code == 410
    assert client.get(address).status_code == 410


def test_export_page_is_not_there_for_anybody_else(ada, bea, client):
    """O-08, O-01: not even for an administrator; files of other purposes have no address."""
    export = made(ada)
    bea.is_superuser = True
    bea.save()
    client.force_login(bea)
    assert client.get(f"/exports/{export.key}/").status_code == 404
    assert client.post(f"/exports/{export.key}/").status_code == 404
    client.force_login(ada)
    plain = services.store(upload=upload(b"hello", "a.txt"), owner=ada, purpose="submission")
    assert client.get(f"/exports/{plain.key}/").status_code == 404
    assert client.get("/exports/zzzzzzzzzzzz/").status_code == 404
    client.logout()
    assert client.get(f"/exports/{export.key}/").status_code == 302
