"""Texts, tables and films, read as they come: their bytes are what their name says."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

BLOCK = 64 * 1024
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What makes a text file something that a program might run or draw.
HEADS = ("<!doctype", "<html", "<svg", "<?xml", "#!", "{\\rtf", "mime-version:", "[internetshortcut]", "@echo off")
ACTIVE = re.compile(r"<(script|iframe|object|embed|svg|meta\s+http-equiv)\b|<\?php", re.IGNORECASE)
# A cell that starts a program on the reader's machine (dynamic data exchange).
STARTS = re.compile(r"(^|[,;\t\n\r\"' ])[=+\-@][^,;\t\n\r]{0,200}\|[^,;\t\n\r]{0,200}!", re.MULTILINE)
OVERLAP = 512
# Of films: boxes that may stand at the top, and the brands of MP4.
BOXES = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"pdin", b"moof", b"mfra", b"sidx", b"styp",
         b"meta", b"udta", b"emsg", b"prft"}  # fmt: skip
BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP",
          b"MSNV", b"dash", b"mp71"}  # fmt: skip
MAX_BOXES = 50_000


def text_fault(path: Path, kind: str) -> str:
    """The code of what is wrong with a text, or nothing."""
    with path.open("rb") as opened:
        head = opened.read(4)
    named = next((name for mark, name in MARKS.items() if head.startswith(mark)), "")
    for encoding in [named] if named else ["utf-8", "cp1252"]:
        try:
            return _fault(_blocks(path, encoding), kind)
        except UnicodeError:
            continue
    return "mismatch"


def _blocks(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as opened:
        while block := opened.read(BLOCK):
            yield decoder.decode(block)
        yield decoder.decode(b"", True)


def _fault(blocks: Iterator[str], kind: str) -> str:
    tail, is_first = "", True
    for block in blocks:
        if any(char < " " and char not in "\t\n\r\f" for char in set(block)) or "\x7f" in block:
            return "mismatch"
        window = tail + block
        if is_first and window.lstrip().lower().startswith(HEADS):
            return "active"
        if ACTIVE.search(window):
            return "active"
        if kind == "csv" and STARTS.search(window):
            return "outside"
        tail, is_first = window[-OVERLAP:], False
    return ""


def film_fault(path: Path, kind: str) -> str:
    """The code of what is wrong with a film: its boxes follow each other to the last byte, and it has a table."""
    size, at = path.stat().st_size, 0
    seen: set[bytes] = set()
    with path.open("rb") as opened:
        for _number in range(MAX_BOXES):
            if at == size:
                break
            opened.seek(at)
            head = opened.read(16)
            length, name = int.from_bytes(head[:4], "big"), head[4:8]
            length = {0: size - at, 1: int.from_bytes(head[8:16], "big")}.get(length, length)
            if not seen and (name != b"ftyp" or head[8:12] not in BRANDS):
                return "mismatch"
            if name not in BOXES or length < 8 or at + length > size:
                return "damaged"
            seen.add(name)
            at += length
    return "" if at == size and b"moov" in seen else "damaged"
