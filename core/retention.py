"""Retention: the daily removal of personal data whose time has come, with dry run, hold and cap (P-04)."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import zones
from core.audit.record import record
from core.service import service
from core.wiring import wired

logger = logging.getLogger(__name__)
# What one eraser removes, or would: a label and a number of rows.
Counts = list[tuple[str, int]]
Eraser = Callable[[datetime, bool], Counts]


class Outcome(models.TextChoices):
    """How a run ended."""

    DONE = "DONE", _("done")
    TRIED = "TRIED", _("dry run")
    HELD = "HELD", _("held")
    CAPPED = "CAPPED", _("more than the cap")


class RetentionRun(models.Model):
    """The proof of one run: what was removed, or would have been."""

    ran_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    counts = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)

    PRIVACY: dict[str, Any] = {"counts": "not personal"}

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d %H:%M} {self.outcome} {self.total}"


def erases(*labels: str) -> Callable[[Eraser], Eraser]:
    """Says whose declarations the eraser carries out; a house test finds models that nobody erases."""

    def mark(eraser: Eraser) -> Eraser:
        eraser.erases = labels  # type: ignore[attr-defined]
        return eraser

    return mark


def look(now: datetime) -> Counts:
    """What a run at this moment would remove; nothing is changed."""
    return [pair for eraser in wired("ERASERS") for pair in eraser(now, True)]


@service
def enforce(*, dry_run: bool = False, cap: int | None = None, now: datetime | None = None) -> RetentionRun:
    """All personal data whose time has come is gone and retention.enforced recorded; or, on hold, over the cap
    and in a dry run, nothing is gone. The run says which."""
    now = zones.moment(now)
    planned = look(now)
    outcome = _outcome(sum(number for _label, number in planned), dry_run, cap)
    if outcome is Outcome.DONE:
        planned = [pair for eraser in wired("ERASERS") for pair in eraser(now, False)]
    counts: dict[str, Any] = {label: number for label, number in planned if number}
    run = RetentionRun.objects.create(ran_at=now, outcome=outcome, counts=counts, total=sum(counts.values()))
    if outcome is Outcome.DONE and counts:
        record("retention.enforced", by=None, subject=run, now=now, **counts)
    return run


def _outcome(total: int, dry_run: bool, cap: int | None) -> Outcome:
    if dry_run:
        return Outcome.TRIED
    if settings.RETENTION_HOLD:
        return Outcome.HELD
    return Outcome.CAPPED if total > (settings.RETENTION_CAP if cap is None else cap) else Outcome.DONE


def enforce_daily(now: datetime) -> None:
    """The daily run; one that removed nothing because of the hold or the cap is logged for the operator."""
    run = enforce(now=now)
    if run.outcome != Outcome.DONE:
        logger.error("retention removed nothing (%s): %s rows are due", run.outcome, run.total)
