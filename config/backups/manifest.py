"""What an archive says of itself, and what may be in one."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.jsonl"
CHUNK = 1024 * 1024
# Made again by the site itself, or of no use tomorrow.
LEFT_OUT = {
    "core.RateCount",
    "core.Session",
    "django_tasks_database.DBTaskResult",
    "sessions.Session",
    "wagtailadmin.EditingSession",
    "wagtailcore.ReferenceIndex",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
}


@dataclass(frozen=True)
class Manifest:
    """Format, moment, version of the tables, and the SHA-256 of every file in the archive."""

    format: int
    made_at: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, str]

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        return asdict(self)


def models() -> list[type[Model]]:
    """Every model whose rows an archive holds. Content types come first: rows of others ask for theirs as they load."""
    kept = [model for model in apps.get_models() if model._meta.managed and model._meta.label not in LEFT_OUT]
    return sorted(kept, key=lambda model: model is not ContentType)


def applied() -> list[str]:
    """The migrations of this database: an archive fits only the same ones."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def folders() -> dict[str, Path]:
    """Where the files of an archive stand on this machine."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def is_proper(name: str) -> bool:
    """Whether a name may stand in an archive: no way out of its folder."""
    path = PurePosixPath(name)
    if name in {MANIFEST, DATABASE}:
        return True
    is_inside = len(path.parts) > 1 and path.parts[0] in folders() and not path.is_absolute()
    return is_inside and ".." not in path.parts and str(path) == name and not any(sign in name for sign in "\\\0")


def digest(stream: BinaryIO) -> str:
    """The SHA-256 of what is left of the stream."""
    found = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()
