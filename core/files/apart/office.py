"""Office files are archives: their parts are read one by one, never unpacked to the disk."""

import re
import stat
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO

from core.files.apart import Unfit
from core.files.apart.parts import check_part

MAX_PARTS = 5_000
MAX_UNPACKED = 600 * 1024 * 1024
MAX_RATIO = 200
MAX_INNER = 50 * 1024 * 1024
MAX_DEPTH = 1
MAX_DIRECTORY = 4 * 1024 * 1024
BLOCK = 64 * 1024
OPEN_XML = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
MACRO_MARKS = ("vbaproject", "vbadata", "macrosheets/", "dialogsheets/", "basic/", "scripts/")
RUNS = {
    "bat", "chm", "class", "cmd", "com", "dll", "exe", "hta", "htm", "html", "iso", "jar", "js", "jse", "lnk", "mht",
    "mhtml", "msi", "ps1", "rtf", "scr", "swf", "url", "vbe", "vbs", "wsf",
}  # fmt: skip
PACKED = {"7z", "bz2", "cab", "doc", "gz", "ppt", "rar", "tar", "xls", "xz", "zip"}
XML = {"xml", "rels", "vml", "svg", "xhtml"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END = b"PK\x05\x06"


def run(source: Path, target: Path, kind: str) -> None:
    """Raises Unfit for a file that is not of its kind, holds a program, leads elsewhere or unpacks to too much."""
    with source.open("rb") as opened:
        look(opened, source.stat().st_size, kind, 0)


def look(opened: IO[bytes], size: int, kind: str, depth: int) -> None:
    """One archive; those inside it are looked into the same way, one level deep."""
    head = opened.read(8)
    if head == OLE:
        raise Unfit("password")
    if not head.startswith(b"PK\x03\x04"):
        raise Unfit("mismatch")
    _refuse_long_directory(opened, size)
    try:
        archive = zipfile.ZipFile(opened)
    except zipfile.BadZipFile as bad:
        raise Unfit("damaged") from bad
    parts = archive.infolist()
    _refuse_bombs(parts, size)
    _refuse_names(parts)
    _refuse_another_kind(archive, kind)
    for part in parts:
        _look_at(archive, part, depth)


def _refuse_long_directory(opened: IO[bytes], size: int) -> None:
    """The list of parts is measured before it is read: a million names would fill the memory."""
    opened.seek(max(size - 66_000, 0))
    tail = opened.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 22:
        raise Unfit("damaged")
    count, length = int.from_bytes(tail[at + 10 : at + 12], "little"), int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > MAX_PARTS or length > MAX_DIRECTORY:
        raise Unfit("bomb")
    opened.seek(0)


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unfit("password")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > 10**7 and unpacked / max(size, 1) > MAX_RATIO):
        raise Unfit("bomb")


def _refuse_names(parts: list[zipfile.ZipInfo]) -> None:
    """Names that lead elsewhere, links, and two parts of one name, which two programs would read differently."""
    names = [part.orig_filename.lower() for part in parts]
    for name, part in zip(names, parts, strict=True):
        path = PurePosixPath(name)
        is_odd = path.is_absolute() or ".." in path.parts or any(sign in name for sign in "\\:\0")
        if is_odd or stat.S_ISLNK(part.external_attr >> 16):
            raise Unfit("damaged")
    if len(set(names)) != len(names):
        raise Unfit("damaged")


def _refuse_another_kind(archive: zipfile.ZipFile, kind: str) -> None:
    """What the file says it is: the list of types of Open XML, the first part of OpenDocument."""
    names = archive.namelist()
    if kind in OPEN_DOCUMENT:
        if names[:1] != ["mimetype"] or archive.getinfo("mimetype").file_size > 200:
            raise Unfit("mismatch")
        if archive.read("mimetype") != f"application/vnd.oasis.opendocument.{OPEN_DOCUMENT[kind]}".encode():
            raise Unfit("mismatch")
        return
    if "[Content_Types].xml" not in names or archive.getinfo("[Content_Types].xml").file_size > 1024 * 1024:
        raise Unfit("mismatch")
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace").lower()
    if re.search(r"macroenabled|vbaproject|macrosheet|dialogsheet|activex", types):
        raise Unfit("macros")
    if OPEN_XML[kind] not in types:
        raise Unfit("mismatch")


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> None:
    name = part.filename.lower()
    ending = PurePosixPath(name).suffix.lstrip(".")
    if any(mark in name for mark in MACRO_MARKS):
        raise Unfit("macros")
    if ending in RUNS or "activex" in name or "webextension" in name:
        raise Unfit("active")
    if ending in PACKED or (ending == "bin" and "printersettings" not in name):
        raise Unfit("embedded")
    if ending in OPEN_XML:
        _look_inside(archive, part, ending, depth)
        return
    with archive.open(part) as opened:
        if ending in XML:
            check_part(opened, name, part.file_size)
        elif opened.read(8).startswith((OLE, b"PK\x03\x04", b"MZ", b"\x7fELF")):
            raise Unfit("embedded")


def _look_inside(archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: str, depth: int) -> None:
    """A chart carries its table as a workbook of its own; anything deeper than that is refused."""
    if depth >= MAX_DEPTH or part.file_size > MAX_INNER:
        raise Unfit("embedded")
    with SpooledTemporaryFile(2 * 1024 * 1024) as inner, archive.open(part) as opened:
        size = 0
        while block := opened.read(BLOCK):
            size += inner.write(block)
            if size > MAX_INNER:
                raise Unfit("bomb")
        inner.seek(0)
        look(inner, size, kind, depth + 1)
