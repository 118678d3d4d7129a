"""What may be stored: an allow-list by name and by content, sizes, pixels, and nothing that runs."""

import hashlib
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.errors import Refused
from core.files.archives import is_office

MAX_PIXELS = 40_000_000
MAX_NAME = 120
SNIFFED = 4096
# What makes a text file something that a browser might run.
ACTIVE = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"<iframe", b"#!")
# Characters that turn the direction of text round, so that a name looks like another one.
DIRECTION = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class FileRefused(Refused):
    """The file was not stored; the message says why in plain words."""

    message = _("This file cannot be taken.")
    field = "files"


@dataclass(frozen=True)
class Kind:
    """A type of file that is taken: its media type, and whether bytes really are of it."""

    content_type: str
    fits: Callable[[bytes], bool]


@dataclass(frozen=True)
class Checked:
    """A file that passed: its clean name, its true type, and the bytes to keep."""

    name: str
    content_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def _sniffed(*extensions: str) -> Callable[[bytes], bool]:
    """The bytes look like one of the extensions to puremagic."""

    def fits(data: bytes) -> bool:
        try:
            found = {match.extension.lstrip(".") for match in puremagic.magic_string(data[:SNIFFED])}
        except puremagic.PureError:
            return False
        return bool(found & set(extensions))

    return fits


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and _sniffed("pdf")(data)


def _is_text(data: bytes) -> bool:
    head = data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return b"\x00" not in data and not head.startswith(ACTIVE) and b"<script" not in data.lower()


def _is_image(image_format: str) -> Callable[[bytes], bool]:
    """Pillow can open the bytes as this format; how many pixels they hold is read before any is decoded."""

    def fits(data: bytes) -> bool:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(BytesIO(data), formats=[image_format]) as image:
                    frames = getattr(image, "n_frames", 1)
                    if image.width * image.height * frames > MAX_PIXELS:
                        raise FileRefused(_("This picture has too many pixels. Make it smaller and try again."))
                    image.verify()
        except FileRefused:
            raise
        except Image.DecompressionBombError as bomb:
            raise FileRefused(_("This picture has too many pixels. Make it smaller and try again.")) from bomb
        except Exception:  # noqa: BLE001 - whatever a decoder trips over, this is not such a picture
            return False
        return True

    return fits


OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
IMAGE_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", _is_pdf),
    "docx": Kind(OPEN_XML + "wordprocessingml.document", is_office("wordprocessingml.document.main+xml")),
    "xlsx": Kind(OPEN_XML + "spreadsheetml.sheet", is_office("spreadsheetml.sheet.main+xml")),
    "pptx": Kind(OPEN_XML + "presentationml.presentation", is_office("presentationml.presentation.main+xml")),
    "odt": Kind(OPEN_DOCUMENT + "text", is_office("opendocument.text")),
    "ods": Kind(OPEN_DOCUMENT + "spreadsheet", is_office("opendocument.spreadsheet")),
    "odp": Kind(OPEN_DOCUMENT + "presentation", is_office("opendocument.presentation")),
    "csv": Kind("text/csv", _is_text),
    "txt": Kind("text/plain", _is_text),
    "md": Kind("text/markdown", _is_text),
    "mp4": Kind("video/mp4", _sniffed("mp4", "m4v")),
} | {name: Kind(f"image/{form.lower()}", _is_image(form)) for name, form in IMAGE_FORMATS.items()}
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
    return path.stem[: MAX_NAME - len(path.suffix[:12])] + path.suffix[:12]


def check(data: bytes, name: str) -> Checked:
    """The file, with its clean name and true type; raises FileRefused where it may not be taken."""
    tidy = clean_name(name)
    extension = PurePosixPath(tidy).suffix.lstrip(".").lower()
    check_size(len(data))
    if extension in MACRO_NAMES:
        raise FileRefused(_("Files with macros are not taken. Save it without macros and try again."))
    kind = KINDS.get(extension)
    if kind is None:
        raise FileRefused(_("Files of this type are not taken. Use a PDF, an Office file, a picture, a video or text."))
    if not kind.fits(data):
        raise FileRefused(_("What is inside this file does not match its name. Save it again and try once more."))
    return Checked(tidy, kind.content_type, _redrawn(data, extension) if extension in IMAGE_FORMATS else data)


def check_size(size: int) -> None:
    """Raises FileRefused for an empty file and for one over the site's limit."""
    if not size:
        raise FileRefused(_("This file is empty."))
    if size > settings.FILE_MAX_BYTES:
        limit = filesizeformat(settings.FILE_MAX_BYTES)
        raise FileRefused(_("This file is too large: the most is %(limit)s.") % {"limit": limit})


def _redrawn(data: bytes, extension: str) -> bytes:
    """The picture saved anew, upright, without the place and camera that a phone writes into it (F-04)."""
    if extension == "gif":
        return data
    try:
        with Image.open(BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image)
            fresh = BytesIO()
            upright.info.pop("exif", None)
            upright.save(
                fresh, IMAGE_FORMATS[extension], quality=90, exif=b"", icc_profile=image.info.get("icc_profile")
            )
    except (OSError, ValueError, SyntaxError) as broken:
        raise FileRefused(_("This picture is damaged. Save it again and try once more.")) from broken
    return fresh.getvalue()
