"""One fixed form of a text, and the number that changes when a letter of it does."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from challenges.pitchdays.models import Criterion


def canonical(content: Any) -> bytes:
    """The content as bytes that are the same wherever and whenever they are made."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(content: Any) -> str:
    """The SHA-256 of these bytes."""
    return hashlib.sha256(canonical(content)).hexdigest()


def content_of(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """The rubric as data, levels from the lowest: what is frozen, kept as a template and written to files."""
    return [
        {
            "name": row.name,
            "question": row.question,
            "weight": row.weight,
            "reason_at_ends": row.reason_at_ends,
            "levels": [
                {"value": level.value, "name": level.name, "wording": level.wording}
                for level in sorted(row.levels.all(), key=lambda level: level.value)
            ],
        }
        for row in criteria
    ]
