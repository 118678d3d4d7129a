"""Scanners for malware: none, a clamd at a socket, or a function of the site's own, named in FILE_SCANNER."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

BLOCK = 64 * 1024
SECONDS = 60
END = (0).to_bytes(4, "big")


class NoVerdict(Exception):
    """No verdict on this file, such as one over the scanner's own limit: it waits, and is not served."""


class ScannerDown(NoVerdict):
    """The scanner cannot be reached: every file waits."""


@dataclass(frozen=True)
class Verdict:
    """What a scanner said; the finding is its own name of what it found."""

    is_clean: bool
    finding: str = ""


Scanner = Callable[[IO[bytes]], Verdict]


def is_scanning() -> bool:
    """Whether a scanner is configured: then no file is served before its verdict."""
    return bool(settings.FILE_SCANNER)


def ask(opened: IO[bytes]) -> Verdict:
    """The configured scanner's verdict on an open file; raises NoVerdict where it gives none."""
    name = settings.FILE_SCANNER
    if "://" in name:
        return clamd(name, opened)
    scanner: Scanner = import_string(name)
    try:
        return scanner(opened)
    except NoVerdict:
        raise
    except Exception as broken:
        raise NoVerdict(repr(broken)[:200]) from broken


def clamd(address: str, opened: IO[bytes]) -> Verdict:
    """The verdict of a clamd at unix:///path or tcp://host:port, by its INSTREAM command."""
    with _connected(address) as line:
        try:
            line.sendall(b"zINSTREAM\0")
            while block := opened.read(BLOCK):
                line.sendall(len(block).to_bytes(4, "big") + block)
            line.sendall(END)
            return _verdict(_answer(line))
        except OSError as broken:
            raise NoVerdict(str(broken)) from broken


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    try:
        if parts.scheme != "unix":
            return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    except (OSError, ValueError) as broken:
        raise ScannerDown(str(broken)) from broken


def _answer(line: socket.socket) -> str:
    said = b""
    while block := line.recv(4096):
        said += block
        if said.endswith(b"\0") or len(said) > 4096:
            break
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(said: str) -> Verdict:
    """“stream: OK” or “stream: Eicar-Signature FOUND”; anything else, its size limit too, is no verdict."""
    words = said.removeprefix("stream: ")
    if words == "OK":
        return Verdict(is_clean=True)
    if words.endswith(" FOUND"):
        return Verdict(is_clean=False, finding=words.removesuffix(" FOUND")[:120])
    raise NoVerdict(said[:200])
