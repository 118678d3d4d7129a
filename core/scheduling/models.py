"""Scheduled runs: a job runs at most once for each time it is due."""

from typing import ClassVar

from django.db import models

from core.privacy import NOT_PERSONAL


class ScheduledRun(models.Model):
    """One run of a job that was due at a moment."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")

    PRIVACY: ClassVar[dict[str, str]] = {"name": NOT_PERSONAL, "error": NOT_PERSONAL}

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
