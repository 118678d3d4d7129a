"""Small pictures of stored files: drawn in a process of their own, kept beside the file."""

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile

from core.files.looking import look
from core.files.models import Preview, StoredFile, new_name
from core.files.services.storing import incoming
from core.service import service

# Which of the kinds have previews, by their media type.
KINDS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
MAX_PREVIEW = 8 * 1024 * 1024


def draw(pk: int) -> int:
    """The file has its previews, once, where it is of a kind that has any and may be served; how many."""
    stored = StoredFile.objects.filter(pk=pk).exclude(file="").first()
    if stored is None or stored.content_type not in KINDS or not stored.is_served or stored.previews.exists():
        return 0
    with tempfile.TemporaryDirectory(dir=incoming(), prefix="preview-") as scratch:
        source, folder = Path(scratch) / "source", Path(scratch) / "drawn"
        folder.mkdir()
        try:
            _copy(stored, source)
        except FileNotFoundError:
            return 0
        look("previews", source, folder, KINDS[stored.content_type])
        return _keep(stored=stored, drawn=_small(folder))


def _copy(stored: StoredFile, target: Path) -> None:
    with stored.file.open("rb") as opened, target.open("wb") as out:
        for block in opened.chunks():
            out.write(block)


def _small(folder: Path) -> list[bytes]:
    """The pictures in order, up to the first that is missing or too large to be one of ours."""
    drawn: list[bytes] = []
    while (one := folder / f"{len(drawn) + 1}.png").exists() and 0 < one.stat().st_size <= MAX_PREVIEW:
        drawn.append(one.read_bytes())
    return drawn


@service
def _keep(*, stored: StoredFile, drawn: list[bytes]) -> int:
    locked = StoredFile.objects.select_for_update().filter(pk=stored.pk).first()
    if locked is None or not locked.is_served or locked.previews.exists():
        return 0
    for number, data in enumerate(drawn, start=1):
        made = Preview(stored=locked, number=number)
        made.file.save(new_name("preview"), ContentFile(data), save=True)
    return len(drawn)
