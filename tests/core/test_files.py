"""Tests of stored files: what is taken, how it is given back, and exports that are fetched once."""

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.audit.models import Event
from core.errors import Refused
from core.files import checks, services
from core.files.models import StoredFile
from core.files.serve import file_response
from core.people.models import User

NOW = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    storages = {name: dict(value) for name, value in settings.STORAGES.items()}
    storages["private"]["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = storages


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada.first@example.com", first_name="Ada", last_name="First")


@pytest.fixture
def bea(db):
    return User.objects.create_user("bea.second@example.com")


def picture(image_format="PNG", size=(3, 2), **extra):
    made = BytesIO()
    Image.new("RGB", size, "teal").save(made, image_format, **extra)
    return made.getvalue()


def office(types=DOCX_MAIN, **parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{types}"/></Types>')
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def upload(data, name):
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("plan.pdf", b"%PDF-1.7\n1 0 obj\n", "application/pdf"),
        ("photo.png", picture(), "image/png"),
        ("photo.JPG", picture("JPEG"), "image/jpeg"),
        ("photo.gif", picture("GIF"), "image/gif"),
        ("photo.webp", picture("WEBP"), "image/webp"),
        ("report.docx", office(), checks.KINDS["docx"].content_type),
        ("rows.csv", b"name,score\nKite,4\n", "text/csv"),
        ("notes.md", "# Café\n".encode(), "text/markdown"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + b"0" * 30, "video/mp4"),
    ],
)
def test_check_takes_files_whose_content_fits_their_name(name, data, content_type):
    assert checks.check(data, name).content_type == content_type


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("page.html", b"<html></html>"),
        ("page.txt", b"  <!DOCTYPE html><html></html>"),
        ("notes.txt", b"hello <script>alert(1)</script>"),
        ("photo.png", b"GIF89a/*"),
        ("photo.gif", b"GIF89a=1;alert(1)//" + b"a" * 60),
        ("photo.png", picture("JPEG")),
        ("plan.pdf", b"MZ\x90\x00"),
        ("report.docx", b"PK\x03\x04broken"),
        ("report.xlsx", office()),
        ("report.docm", office()),
        ("report.docx", office(DOCX_MAIN.replace("document.main", "document.macroEnabled.main"))),
        ("report.docx", office(word__vbaProject_bin=b"", word__vbaProject=b"x")),
        ("report.doc", b"\xd0\xcf\x11\xe0"),
        ("run.exe", b"MZ"),
        ("noname", b"hello"),
        ("empty.txt", b""),
    ],
)
def test_check_refuses_what_runs_or_pretends(name, data):
    """F-01, F-05: allow-list by content and by name."""
    with pytest.raises(Refused):
        checks.check(data, name)


def test_check_refuses_a_picture_of_too_many_pixels_before_decoding_it():
    """F-04: the pixel limit is read from the header."""
    data = bytearray(picture("GIF"))
    data[6:10] = b"\xff\xff\xff\xff"
    with pytest.raises(Refused) as raised:
        checks.check(bytes(data), "big.gif")
    assert str(raised.value) == "This picture has too many pixels. Make it smaller and try again."


def test_check_takes_place_and_camera_out_of_a_picture():
    """F-04: EXIF and GPS are removed."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    data = picture("JPEG", exif=exif.tobytes())
    assert b"Camera of Ada" in data
    assert b"Camera of Ada" not in checks.check(data, "photo.jpg").data


def test_check_refuses_an_archive_that_unpacks_to_far_more():
    """F-03: nothing is unpacked, and the table of contents gives a bomb away."""
    with pytest.raises(Refused) as raised:
        checks.check(office(word__media=b"0" * 30_000_000), "report.docx")
    assert str(raised.value) == "This file unpacks to far more than it seems, so it is not taken."


def test_check_refuses_a_file_over_the_limit(settings):
    """F-02: the site's limit."""
    settings.FILE_MAX_BYTES = 10
    with pytest.raises(Refused) as raised:
        checks.check(b"a" * 11, "notes.txt")
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
        ("Crynodeb tîm.pdf", "Crynodeb tîm.pdf"),
    ],
)
def test_clean_name_keeps_the_last_part_without_tricks(given, kept):
    """F-06: names."""
    assert checks.clean_name(given) == kept


def test_store_keeps_the_file_under_a_generated_name(ada):
    """F-06: the stored name has nothing of the uploaded one."""
    stored = services.store(upload=upload(b"%PDF-1.7\n", "../Plan.pdf"), owner=ada, purpose="submission", now=NOW)
    assert (stored.original_name, stored.content_type, stored.size) == ("Plan.pdf", "application/pdf", 9)
    assert "Plan" not in stored.file.name
    assert stored.file.name.startswith("submission/")
    with stored.file.open("rb") as kept:
        assert kept.read() == b"%PDF-1.7\n"
    assert list(Event.objects.values_list("event", "actor_id", "subject_id")) == [("file.stored", ada.pk, stored.pk)]


def test_store_refuses_more_than_a_person_may_hold(ada, monkeypatch):
    """F-02: a limit for each person."""
    monkeypatch.setattr(services, "OWNER_MAX_BYTES", 12)
    services.store(upload=upload(b"hello", "a.txt"), owner=ada, purpose="submission")
    with pytest.raises(Refused):
        services.store(upload=upload(b"hello, you", "b.txt"), owner=ada, purpose="submission")
    assert StoredFile.objects.count() == 1


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
