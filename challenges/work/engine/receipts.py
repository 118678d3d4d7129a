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


def fingerprint(
    *, about: Mapping[str, Any], text: str, links: Iterable[str], answers: Mapping[str, str], files: Iterable[FileFacts]
) -> str:
    """SHA-256 over the canonical form: keys in order, files by content and name, nothing that anybody may rename."""
    whole = {
        "about": dict(about),
        "text": text,
        "links": list(links),
        "answers": dict(answers),
        "files": sorted([file.sha256, file.size, file.name] for file in files),
    }
    canonical = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
