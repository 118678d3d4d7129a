"""Writing the audit: only services import this, inside their transaction."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from core import zones
from core.audit.models import Event


def record(
    event: str,
    *,
    by: Any,
    subject: Model,
    cohort: Model | None = None,
    cohort_id: int | None = None,
    now: datetime | None = None,
    **data: Any,
) -> Event:
    """An event is written: who (None is the system), what (noun.past_tense), on which row, with JSON data."""
    behalf = getattr(by, "impersonated_by", None)
    return Event.objects.create(
        event=event,
        at=zones.moment(now),
        actor_id=getattr(by, "pk", None),
        actor_label=str(by)[:200] if by is not None else "Twelvefold",
        behalf_id=getattr(behalf, "pk", None),
        behalf_label=str(behalf)[:200] if behalf else "",
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        subject_label=str(subject)[:300],
        cohort_id=cohort_id or getattr(cohort, "pk", None),
        data=data,
    )
