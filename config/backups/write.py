"""Writing an archive."""

import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from config.backups.manifest import DATABASE, FORMAT, MANIFEST, Manifest, applied, digest, folders, models
from core import zones


class Exact(DjangoJSONEncoder):
    """Moments to the microsecond: Django's own encoder cuts them, and the seal of the audit would break."""

    def default(self, o: Any) -> Any:
        """A moment as ISO 8601; everything else as Django does it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def write_backup(target: Path) -> Manifest:
    """The archive is at the target, readable by its owner only; an unfinished one is never left there."""
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        database = Path(scratch) / DATABASE
        rows = dump(database)
        found = {DATABASE: database, **stored()}
        manifest = Manifest(FORMAT, zones.now().isoformat(), applied(), rows, {n: hashed(f) for n, f in found.items()})
        listed = Path(scratch) / MANIFEST
        listed.write_text(json.dumps(manifest.as_dict(), indent=1))
        made = Path(scratch) / "archive"
        descriptor = os.open(made, os.O_CREAT | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
            for name, file in {MANIFEST: listed, **found}.items():
                archive.add(file, arcname=name, recursive=False)
        made.replace(target)
    return manifest


def dump(file: Path) -> dict[str, int]:
    """Every row as a line of JSON, as of one moment; returns the number of rows of each model."""
    counts: dict[str, int] = {}
    with file.open("w", encoding="utf-8") as out, transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        serializers.serialize("jsonl", counted(counts), stream=out, cls=Exact)
    return counts


def counted(counts: dict[str, int]) -> Iterator[Any]:
    """Every row of every model; how many there were is noted."""
    for model in models():
        number = 0
        for row in model._base_manager.order_by("pk").iterator(chunk_size=500):
            number += 1
            yield row
        counts[model._meta.label] = number


def stored() -> dict[str, Path]:
    """Every stored file by its name in the archive."""
    return {
        f"{folder}/{file.relative_to(root).as_posix()}": file
        for folder, root in folders().items()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }


def hashed(file: Path) -> str:
    """The SHA-256 of the file."""
    with file.open("rb") as stream:
        return digest(stream)
