"""The XML parts of Office files, read as they come: no entities, nothing fetched, nothing linked to a program."""

import re
from typing import IO, Any
from urllib.parse import urlsplit
from xml.parsers import expat

from core.files.apart import Unfit

BLOCK = 64 * 1024
MAX_DEPTH = 200
MAX_ATTRIBUTES = 64 * 1024
MAX_FIELD = 64 * 1024
OFFICE = "relationships/"
# What may stand outside the file: an address that a person clicks on.
CLICKED = {"http", "https", "mailto", "tel"}
# Fields of Word that start a program or fetch something.
FIELDS = re.compile(r"\b(DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE)\b", re.IGNORECASE)
FETCHED = re.compile(r"/(attachedtemplate|afchunk|oleobject|subdocument|externallink\w*|frame|control)$")
OUTSIDE_PARTS = ("externallinks/", "connections.xml", "querytables/")


class Part:
    """One part as it is read: raises Unfit at the first thing that may not be in it."""

    def __init__(self, name: str) -> None:
        self.is_links = name.endswith(".rels")
        self.depth = 0
        self.field: list[str] | None = None
        self.fields = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > MAX_DEPTH or sum(map(len, attributes.values())) > MAX_ATTRIBUTES:
            raise Unfit("bomb")
        local = tag.rsplit(":", 1)[-1].lower()
        if self.is_links and local == "relationship":
            _refuse_link({name.rsplit(":", 1)[-1].lower(): value for name, value in attributes.items()})
        _refuse_element(tag.lower(), local, attributes)
        if local == "instrtext":
            self.field = []
        if local == "fldsimple":
            self._keep(next((value for name, value in attributes.items() if name.endswith("instr")), ""))

    def text(self, words: str) -> None:
        """Words between elements: those of Word's fields are kept, however they are cut up."""
        if self.field is not None:
            self.field.append(words)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        if self.field is not None and tag.rsplit(":", 1)[-1].lower() == "instrtext":
            self._keep("".join(self.field))
            self.field = None

    def _keep(self, words: str) -> None:
        self.fields = (self.fields + words)[-MAX_FIELD:]
        if FIELDS.search(self.fields):
            raise Unfit("outside")
        if words.endswith(" "):
            self.fields += "\n"


def check_part(opened: IO[bytes], name: str, size: int) -> None:
    """The part is well formed, and nothing in it acts or leads out of the file."""
    if any(mark in name for mark in OUTSIDE_PARTS):
        raise Unfit("outside")
    part, parser = Part(name), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = part.start, part.end
    parser.CharacterDataHandler = part.text
    read = 0
    try:
        while block := opened.read(BLOCK):
            read += len(block)
            if read > size:
                raise Unfit("bomb")
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise Unfit("damaged") from broken


def _refuse_doctype(*_about: Any) -> None:
    raise Unfit("entities")


def _refuse_link(link: dict[str, str]) -> None:
    """A relation inside the file may be anything but a program; one outside only an address that is clicked on."""
    kind, target = link.get("type", "").lower(), link.get("target", "").strip()
    if "vbaproject" in kind or "activex" in kind or "macrosheet" in kind:
        raise Unfit("macros")
    if link.get("targetmode", "").lower() == "external":
        if not kind.endswith("/hyperlink") or not _is_clicked(target):
            raise Unfit("outside")
    elif FETCHED.search(kind):
        raise Unfit("embedded" if kind.endswith(("oleobject", "control")) else "outside")


def _is_clicked(target: str) -> bool:
    if target.startswith(("\\", "//")):
        return False
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        return False
    return not scheme or scheme in CLICKED


def _refuse_element(tag: str, local: str, attributes: dict[str, str]) -> None:
    if tag.startswith("script:") or tag in ("office:event-listeners", "office:dde-source", "table:dde-link"):
        raise Unfit("macros" if "dde" not in tag else "outside")
    if local in ("ddelink", "olelink", "encryption-data", "object-ole", "applet", "plugin"):
        raise Unfit({"encryption-data": "password", "ddelink": "outside"}.get(local, "embedded"))
    for name, value in attributes.items():
        if name.lower() == "xlink:href" and not _is_own(tag, value.strip()):
            raise Unfit("outside")


def _is_own(tag: str, target: str) -> bool:
    """Whether what an OpenDocument element points at is part of the file, or is only clicked on."""
    if tag in ("text:a", "draw:a", "office:a"):
        return _is_clicked(target)
    return not target.startswith(("/", "\\", "../")) and not urlsplit(target).scheme
