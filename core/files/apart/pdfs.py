"""PDFs are read object by object: nothing in one may run, hide another file or be locked."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from core.files.apart import Unfit

MAX_OBJECTS = 400_000
MAX_NESTED = 100_000
BLOCK = 1024 * 1024
ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/RichMediaExecute"}
ATTACHED = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


def _spelt(word: str) -> str:
    """A pattern for a PDF name, each of whose letters may be written as # and two digits."""
    return "".join(f"(?:{re.escape(char)}|#{ord(char):02x}|#{ord(char):02X})" for char in word)


# A part that no table of contents lists: a reader that mends broken files may still find it.
HIDDEN = re.compile(
    (rf"/{_spelt('S')}\s{{0,9}}/(?:" + "|".join(_spelt(name[1:]) for name in sorted(ACTS)) + r")\b").encode()
)


def run(source: Path, target: Path, kind: str) -> None:
    """Raises Unfit for a PDF that acts, holds other files, has a password or cannot be read."""
    logging.disable()
    with source.open("rb") as opened:
        if opened.read(5) != b"%PDF-":
            raise Unfit("mismatch")
        _refuse_hidden(opened)
        opened.seek(0)
        reader = PdfReader(opened, strict=False)
        if reader.is_encrypted or "/Encrypt" in reader.trailer:
            raise Unfit("password")
        for found in _objects(reader):
            _refuse(found)
        if "/Pages" not in reader.root_object:
            raise Unfit("damaged")


def _refuse_hidden(opened: BinaryIO) -> None:
    opened.seek(0)
    tail = b""
    while block := opened.read(BLOCK):
        if HIDDEN.search(tail + block):
            raise Unfit("active")
        tail = block[-200:]


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object of the file once; what was read is forgotten, so that a large file needs little memory."""
    packed: dict[int, list[int]] = {}
    for number, (stream, _place) in reader.xref_objStm.items():
        packed.setdefault(stream, []).append(number)
    plain = [(number, generation) for generation, table in reader.xref.items() for number in table]
    if len(plain) + len(reader.xref_objStm) > MAX_OBJECTS:
        raise Unfit("bomb")
    for number, generation in plain:
        yield IndirectObject(number, generation, reader).get_object()
        reader.resolved_objects.clear()
    for numbers in packed.values():
        for number in numbers:
            yield IndirectObject(number, 0, reader).get_object()
        reader.resolved_objects.clear()


def _refuse(found: Any) -> None:
    """Raises Unfit where the object, or what stands directly in it, acts or carries a file."""
    todo, seen = [found], 0
    while todo:
        one, seen = todo.pop(), seen + 1
        if seen > MAX_NESTED:
            raise Unfit("bomb")
        if isinstance(one, DictionaryObject):
            _refuse_entries(one)
            todo += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            todo += list.__iter__(one)


def _refuse_entries(entries: DictionaryObject) -> None:
    kinds = {str(entries.get(name)) for name in ("/S", "/Subtype", "/Type") if name in entries}
    if "/JS" in entries or "/JavaScript" in entries or "/XFA" in entries or kinds & ACTS:
        raise Unfit("active")
    if "/EF" in entries or "/EmbeddedFiles" in entries or "/EmbeddedFile" in kinds or kinds & ATTACHED:
        raise Unfit("embedded")
