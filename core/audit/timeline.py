"""Reading the audit: the history of a cohort or of one row, in words. One query, however long."""

from collections import ChainMap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.audit.models import Event
from core.wiring import wired

Table = dict[str, Any]
# Events that belong to no feature; features list their tables in the wiring as EVENT_WORDS.
WORDS: Table = {
    "administrator.made": _("made %(subject)s an administrator of the site"),
    "retention.enforced": _("removed personal data whose time had come"),
}


@dataclass(frozen=True)
class Row:
    """One line of a history."""

    at: datetime
    actor: str
    behalf: str
    event: str
    words: str
    subject: str
    note: str


def timeline(*, cohort: Model | None = None, subject: Model | None = None, limit: int = 50) -> list[Row]:
    """The latest events of the cohort, or about the row, newest first."""
    events = Event.objects.all()
    if cohort is not None:
        events = events.in_cohort(cohort.pk)
    if subject is not None:
        events = events.about(subject)
    return told(events.order_by("-at", "-pk")[:limit])


def told(events: Iterable[Event]) -> list[Row]:
    """These events as lines of a history, in words."""
    words: Table = dict(ChainMap(*cast("list[Table]", wired("EVENT_WORDS")), WORDS))
    return [_row(event, words) for event in events]


def _row(event: Event, words: Table) -> Row:
    return Row(
        at=event.at,
        actor=event.actor_label,
        behalf=event.behalf_label,
        event=event.event,
        words=sentence(event, words),
        subject=event.subject_label,
        note=str(event.data.get("note", "")),
    )


def sentence(event: Event, words: Table) -> str:
    """What was done, in words that stand after the actor's name; made from the event's name where nobody wrote any."""
    template = words.get(event.event)
    if template is None:
        noun, _dot, verb = event.event.replace("_", " ").rpartition(".")
        return f"{noun} {verb}".strip()
    try:
        return str(template) % (event.data | {"subject": event.subject_label})
    except (KeyError, TypeError, ValueError):
        return str(event.event.replace("_", " ").replace(".", " "))
