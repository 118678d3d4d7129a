"""What may be stored: an allow-list by name and by content, sizes, and nothing that runs."""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.files.looking import look
from core.files.texts import film_fault, text_fault

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_NAME = 120
BLOCK = 1024 * 1024
# Characters that turn the direction of text round, so that a name looks like another one.
DIRECTION = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
# Names that are devices on Windows, whatever their ending.
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
NOT_TAKEN = _("Files of this type are not taken. Use a PDF, an Office file, a picture, a video or text.")
NOT_MACROS = _("Files with macros are not taken. Save it without macros and try again.")
# In words, what each code of a look means.
FAULTS: dict[str, "StrOrPromise"] = {
    "mismatch": _("What is inside this file does not match its name. Save it again and try once more."),
    "damaged": _("This file is damaged or cannot be read. Save it again and try once more."),
    "password": _("This file has a password. Save it without one and try again."),
    "macros": NOT_MACROS,
    "active": _("This file holds something that runs, such as a script or a form that sends. Save it without."),
    "outside": _("This file fetches something from elsewhere, such as a linked file. Take the link out and try again."),
    "embedded": _("There is another file inside this one. Take it out, and hand it in by itself."),
    "entities": _("This file has parts that no Office program writes, so it is not taken. Save it again."),
    "bomb": _("This file unpacks to far more than it seems, so it is not taken."),
    "pixels": _("This picture has too many pixels. Make it smaller and try again."),
    "slow": _("This file is too complicated to be checked. Save it in a simpler form and try again."),
}


class FileRefused(Refused):
    """The file was not stored; the message says why in plain words, the code for programs."""

    message = _("This file cannot be taken.")
    field = "files"

    def __init__(self, message: "StrOrPromise | None" = None, code: str = "") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Kind:
    """A type of file that is taken: its media type, and what finds a fault in bytes that should be of it."""

    content_type: str
    fault: Callable[[Path, Path, str], str]
    is_redrawn: bool = False


@dataclass(frozen=True)
class Checked:
    """A file that passed: its clean name, its true type, and where the bytes to keep stand."""

    name: str
    content_type: str
    path: Path
    size: int
    sha256: str


def _text(path: Path, target: Path, kind: str) -> str:
    return text_fault(path, kind)


def _film(path: Path, target: Path, kind: str) -> str:
    return film_fault(path, kind)


OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE = partial(look, "office")
PICTURE = partial(look, "pictures")
# No archives: nobody can say what is in one without unpacking it (docs/adr/0027).
KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", partial(look, "pdfs")),
    "docx": Kind(OPEN_XML + "wordprocessingml.document", OFFICE),
    "xlsx": Kind(OPEN_XML + "spreadsheetml.sheet", OFFICE),
    "pptx": Kind(OPEN_XML + "presentationml.presentation", OFFICE),
    "odt": Kind(OPEN_DOCUMENT + "text", OFFICE),
    "ods": Kind(OPEN_DOCUMENT + "spreadsheet", OFFICE),
    "odp": Kind(OPEN_DOCUMENT + "presentation", OFFICE),
    "csv": Kind("text/csv", _text),
    "txt": Kind("text/plain", _text),
    "md": Kind("text/markdown", _text),
    "mp4": Kind("video/mp4", _film),
    "png": Kind("image/png", PICTURE, is_redrawn=True),
    "jpg": Kind("image/jpeg", PICTURE, is_redrawn=True),
    "jpeg": Kind("image/jpeg", PICTURE, is_redrawn=True),
    "gif": Kind("image/gif", PICTURE, is_redrawn=True),
    "webp": Kind("image/webp", PICTURE, is_redrawn=True),
}
MACRO_NAMES = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "ppam"}


def accepted() -> str:
    """The value of a file field's accept attribute."""
    return ",".join(f".{extension}" for extension in KINDS)


def clean_name(name: str) -> str:
    """The name without folders, control and direction characters, at most 120 long, its ending kept."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        char for char in last if unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"} and char not in DIRECTION
    ).strip(" .")
    path = PurePosixPath(kept or "file")
    if path.name.split(".")[0].strip().lower() in DEVICES:
        path = path.with_name(f"file {path.name}")
    return path.stem[: MAX_NAME - len(path.suffix[:12])] + path.suffix[:12]


def check_name(name: str) -> str:
    """The clean name; raises FileRefused for an ending that is not taken."""
    tidy = clean_name(name)
    ending = _ending(tidy)
    if ending in MACRO_NAMES:
        raise FileRefused(NOT_MACROS, "macros")
    if ending not in KINDS:
        raise FileRefused(NOT_TAKEN, "kind")
    return tidy


def check_size(size: int, most: int) -> None:
    """Raises FileRefused for an empty file and for one over the limit."""
    if size <= 0:
        raise FileRefused(_("This file is empty."), "empty")
    if size > most:
        limit = filesizeformat(most)
        raise FileRefused(_("This file is too large: the most is %(limit)s.") % {"limit": limit}, "size")


def check(path: Path, name: str) -> Checked:
    """The file on the disk, with its clean name and true type; raises FileRefused where it may not be taken.

    It is read in pieces. A picture is drawn anew into a file beside it, which takes the place of the one given.
    """
    tidy = check_name(name)
    check_size(path.stat().st_size, settings.UPLOAD_MAX_BYTES)
    ending = _ending(tidy)
    kind, target = KINDS[ending], path.with_name(f"{path.name}.drawn")
    code = kind.fault(path, target, ending)
    if code:
        target.unlink(missing_ok=True)
        raise FileRefused(FAULTS.get(code, FAULTS["damaged"]), code)
    if kind.is_redrawn:
        target.replace(path)
    return Checked(tidy, kind.content_type, path, path.stat().st_size, fingerprint(path))


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file on the disk."""
    with path.open("rb") as opened:
        found = hashlib.sha256()
        while block := opened.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lstrip(".").lower()
