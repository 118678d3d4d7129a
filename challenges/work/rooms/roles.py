"""To whom a note of a team may be shown."""

from typing import Any

from django.db.models import Q

from core.access import Rule


def _is_shared(user: Any, note: Any) -> bool:
    return bool(note.is_shared)


def note_is_shared() -> Rule:
    """The team chose that its mentors and organisers read the note."""
    return Rule(_is_shared, lambda user: Q(is_shared=True), "where the team shares the note")
