"""Small pictures of stored files, drawn apart and shown through the file's own permission."""

from contextlib import closing
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image

from core.files import services
from core.files.models import Preview
from core.files.previews import draw
from core.files.serve import file_response, preview_response
from core.invariants import files_are_there
from tests.core.files.hostile import photo_with_place
from tests.core.files.made import SOUND, pdf, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(ada, django_capture_on_commit_callbacks):
    def store(name, data):
        with django_capture_on_commit_callbacks(execute=True):
            return services.store(upload=SimpleUploadedFile(name, data), owner=ada, purpose="submission")

    return store


def shown(stored, number=1):
    response = preview_response(stored, number)
    with closing(response.file_to_stream):
        return response, Image.open(BytesIO(b"".join(response.streaming_content)))


def many_pages(number):
    kids = " ".join(f"{5 + page} 0 R" for page in range(number))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] >>"
    return pdf(*[page] * number).replace(b"/Kids [3 0 R] /Count 1", f"/Kids [{kids}] /Count {number}".encode())


def test_first_pages_of_a_pdf_are_pictures_of_ours(stored):
    """F-01: inline, but a PNG that the site drew; unsniffed, in a sandbox, in no cache."""
    file = stored("plan.pdf", many_pages(5))
    assert list(file.previews.values_list("number", flat=True)) == [1, 2, 3]
    response, drawn = shown(file, 2)
    assert (drawn.format, drawn.size) == ("PNG", (600, 900))
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [response[name] for name in headers] == [
        "image/png",
        f'inline; filename="{file.key}-2.png"',
        "nosniff",
        "private, no-store",
    ]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_picture_has_a_small_one(stored):
    """F-04: bounded, and drawn anew once more."""
    file = stored("a.png", picture("PNG", (3000, 1500)))
    assert (shown(file)[1].size, file.previews.count()) == ((1200, 600), 1)


def test_photograph_keeps_neither_place_nor_camera_nor_does_its_preview(stored):
    """F-04."""
    file = stored("a.jpg", photo_with_place())
    _response, drawn = shown(file)
    response = file_response(file)
    with closing(response.file_to_stream):
        kept = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (dict(kept.getexif()), dict(drawn.getexif()), kept.info.get("comment")) == ({}, {}, None)


def test_what_has_no_preview_has_none(stored):
    for name in ("a.txt", "a.docx", "a.mp4"):
        file = stored(name, SOUND[name[2:]])
        with pytest.raises(Http404):
            preview_response(file, 1)
    assert Preview.objects.count() == 0


def test_previews_are_drawn_once_and_go_with_the_file(stored, ada, django_capture_on_commit_callbacks):
    """P-04: no bytes of a removed file are left."""
    file = stored("a.png", SOUND["png"])
    assert (draw(file.pk), draw(10**9), files_are_there()) == (0, 0, [])
    names = [file.file.name, file.previews.get().file.name]
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(stored=file, by=ada)
    assert [file.file.storage.exists(name) for name in names] == [False, False]


def test_pdf_that_cannot_be_drawn_is_a_download_all_the_same(stored):
    """F-01: a page a mile wide has a small picture, a broken one none; the file is there."""
    broken = stored("a.pdf", pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"))
    wide = stored("b.pdf", pdf().replace(b"[0 0 200 300]", b"[0 0 99999999 1]"))
    assert broken.previews.count() + wide.previews.count() <= 2
    for file in (broken, wide):
        response = file_response(file)
        with closing(response.file_to_stream):
            assert response.status_code == 200
