"""What the programme's page says of mail."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.messages.models import MailText
from cohorts.programmes.models import Programme


def programme_part(programme: Programme) -> list[tuple[str, str, str, str]]:
    """How many of the mail texts are the programme's own, and where they are changed."""
    number = MailText.objects.filter(programme=programme).count()
    own = ngettext("%(number)s text of your own", "%(number)s texts of your own", number) % {"number": number}
    words = own if number else _("The default texts")
    return [(_("Mail texts"), words, reverse("organise:mail_texts", args=[programme.slug]), _("Look through"))]
