"""Where a paper sheet stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperState(TextChoices):
    """From the printer to the result."""

    PRINTED = "PRINTED", _("To enter")
    ENTERED = "ENTERED", _("Entered once")
    DIFFERS = "DIFFERS", _("Differs")
    WAITS = "WAITS", _("Waits for the chair")
    COUNTED = "COUNTED", _("Confirmed")
    SET_ASIDE = "SET_ASIDE", _("Does not count")


# What may still be read from the paper.
OPEN = (PaperState.PRINTED, PaperState.ENTERED, PaperState.DIFFERS)
