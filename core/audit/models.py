"""Events: who did what, when, to what. Append-only, without foreign keys to live rows."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.privacy import NOT_PERSONAL, Keep, Personal, Privacy, personal

WHY = "to show who did what"


class AppendOnly(Exception):
    """Somebody tried to change or delete an event."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be added and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def in_cohort(self, cohort_id: int) -> "EventQuerySet":
        """The events of one cohort."""
        return self.filter(cohort_id=cohort_id)

    def about(self, subject: models.Model) -> "EventQuerySet":
        """The events of one row."""
        return self.filter(subject_type=subject._meta.label, subject_id=subject.pk)


class Event(models.Model):
    """One thing that somebody did."""

    event = models.CharField(max_length=60)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    behalf_id = models.BigIntegerField(null=True)
    behalf_label = models.CharField(max_length=200, blank=True, default="")
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField(null=True)
    subject_label = models.CharField(max_length=300)
    cohort_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    PRIVACY: ClassVar[dict[str, Personal | str]] = {
        "event": NOT_PERSONAL,
        "subject_type": NOT_PERSONAL,
        "actor_label": personal(Privacy.ORGANISER, Keep.FOREVER, purpose=WHY),
        "behalf_label": personal(Privacy.ORGANISER, Keep.FOREVER, purpose=WHY),
        "subject_label": personal(Privacy.ORGANISER, Keep.FOREVER, purpose=WHY),
        "data": personal(Privacy.ORGANISER, Keep.FOREVER, purpose=WHY),
    }
    objects = EventQuerySet.as_manager()

    class Meta:
        app_label = "core"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="event_subject"),
            # Histories are read from the newest: the latest few of a cohort without sorting all of it.
            models.Index(fields=["cohort_id", "-at", "-id"], name="event_latest"),
        ]
        verbose_name = _("event")

    def __str__(self) -> str:
        return f"{self.event} {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever a new row."""
        if self.pk:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class Seal(models.Model):
    """The hash of all events up to one, chained to the seal before it."""

    last_event_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {"digest": NOT_PERSONAL}

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return f"{self.last_event_id} {self.digest[:12]}"
