"""Office files are archives: what they hold is read from their table of contents, never unpacked."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from core.errors import Refused

MAX_PARTS = 5_000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 200
MAX_CONTENTS = 1024 * 1024
MACRO_MARKS = (b"macroenabled", b"vbaproject")


class ArchiveRefused(Refused):
    """An Office file that holds a program, a password or far too much."""

    message = _("This Office file cannot be taken.")


def is_office(mark: str) -> Callable[[bytes], bool]:
    """Whether bytes are an Office file whose own description holds the mark; raises ArchiveRefused for a bad one."""

    def fits(data: bytes) -> bool:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                _refuse_bombs(archive)
                described = _description(archive).lower()
                _refuse_macros(archive, described)
        except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError):
            return False
        return mark.encode() in described

    return fits


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise ArchiveRefused(_("This file has a password. Save it without one and try again."))
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > 10**7 and unpacked / packed > MAX_RATIO):
        raise ArchiveRefused(_("This file unpacks to far more than it seems, so it is not taken."))


def _refuse_macros(archive: zipfile.ZipFile, described: bytes) -> None:
    names = " ".join(archive.namelist()).lower().encode()
    is_basic = b"basic/" in names and b"script" in names
    if is_basic or any(mark in described or mark in names for mark in MACRO_MARKS):
        raise ArchiveRefused(_("Files with macros are not taken. Save it without macros and try again."))


def _description(archive: zipfile.ZipFile) -> bytes:
    """What the file says it is: the list of types of Open XML, the first part of OpenDocument."""
    names = set(archive.namelist())
    part = next((name for name in ("[Content_Types].xml", "mimetype") if name in names), "")
    if not part or archive.getinfo(part).file_size > MAX_CONTENTS:
        return b""
    return archive.read(part)
