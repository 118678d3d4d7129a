"""What a receipt proves: one fingerprint over everything that was handed in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FileFacts:
    """A file by its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class CitedFacts:
    """A citation without the name of whoever was met, which may have to be erased one day."""

    part: str
    day: str
    organisation: str
    words: str
    how: str
    is_told: bool


def fingerprint(
    *,
    about: Mapping[str, Any],
    text: str,
    links: Iterable[str],
    answers: Mapping[str, str],
    files: Iterable[FileFacts],
    cited: Iterable[CitedFacts] = (),
) -> str:
    """SHA-256 over the canonical form: keys in order, files by content and name, nothing that anybody may rename.

    A version that cites nothing has the fingerprint that it had before anything could be cited.
    """
    whole = {
        "about": dict(about),
        "text": text,
        "links": list(links),
        "answers": dict(answers),
        "files": sorted([file.sha256, file.size, file.name] for file in files),
    }
    used = sorted([one.part, one.day, one.organisation, one.words, one.how, one.is_told] for one in cited)
    if used:
        whole["cited"] = used
    canonical = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
