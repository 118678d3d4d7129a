"""Mail texts of a programme and mailings: one act of writing to people."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import in_brackets
from cohorts.programmes.models import Cohort, Programme
from core.access import ScopedQuerySet
from core.models import Keyed, User
from core.privacy import NOT_PERSONAL, Keep, Privacy, personal


class MailText(models.Model):
    """A programme's own words for one kind of mail; without a row the kind's default stands."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="mail_texts")
    kind = models.CharField(max_length=60)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=5000)

    PRIVACY: dict[str, Any] = {"kind": NOT_PERSONAL, "subject": NOT_PERSONAL, "body": NOT_PERSONAL}

    class Meta:
        app_label = "cohorts"
        constraints = [models.UniqueConstraint(fields=["programme", "kind"], name="mail_text_once")]

    def __str__(self) -> str:
        return self.kind


class Mailing(Keyed):
    """One act of writing to one or many people; its messages stand in the outbox."""

    VISIBLE = "mailing.view"
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=60)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"), blank=True, default="")
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    held_until = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    recipients = models.PositiveIntegerField(_("people"), default=0)
    dedupe = models.CharField(max_length=200, unique=True)

    PRIVACY: dict[str, Any] = {
        "sent_by": personal(Privacy.ORGANISER, Keep.CREATED, 730, purpose="to account for what was sent"),
        "subject": NOT_PERSONAL,
        "body": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "dedupe": NOT_PERSONAL,
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        app_label = "cohorts"

    def __str__(self) -> str:
        return in_brackets(self.kind, self.subject)
