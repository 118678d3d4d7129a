"""Every test of files has folders of its own, and two people."""

import pytest
from django.core.files.storage import FileSystemStorage

from core.files.models import Preview, StoredFile
from tests.factories.core import UserFactory


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, monkeypatch):
    private = FileSystemStorage(location=tmp_path / "private", base_url=None)
    for model in (StoredFile, Preview):
        monkeypatch.setattr(model.file.field, "storage", private)
    settings.INCOMING_ROOT = tmp_path / "incoming"


@pytest.fixture
def ada(db):
    return UserFactory(first_name="Ada", last_name="First")


@pytest.fixture
def bea(db):
    return UserFactory(first_name="Bea", last_name="Second")
