"""What other features' pages say of mail: the programme's, and the one that moves a cohort on."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.messages.models import MailText
from cohorts.programmes.models import Cohort, Programme
from core import zones
from core.models import MessageState, OutboxMessage


def cohort_unfinished(cohort: Cohort, action: str) -> list[str]:
    """Mail that still leaves after a cohort has ended."""
    if action not in ("complete", "cancel"):
        return []
    held = OutboxMessage.objects.filter(cohort_id=cohort.pk, state=MessageState.WAITING, send_after__gt=zones.now())
    number = held.values("mailing_id").distinct().count()
    words = ngettext(
        "%(count)s mail is held and still leaves: cancel it under Messages if it should not.",
        "%(count)s mails are held and still leave: cancel them under Messages if they should not.",
        number,
    )
    return [words % {"count": number}] if number else []


def programme_part(programme: Programme) -> list[tuple[str, str, str, str]]:
    """How many of the mail texts are the programme's own, and where they are changed."""
    number = MailText.objects.filter(programme=programme).count()
    own = ngettext("%(number)s text of your own", "%(number)s texts of your own", number) % {"number": number}
    words = own if number else _("The default texts")
    return [(_("Mail texts"), words, reverse("organise:mail_texts", args=[programme.slug]), _("Look through"))]
