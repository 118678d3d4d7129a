"""Scheduled runs: a job runs at most once for each time it is due."""

from django.db import models


class ScheduledRun(models.Model):
    """One run of a job that was due at a moment."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
