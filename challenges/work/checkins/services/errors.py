"""Why the services of check-ins refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class NoCheckIns(Refused):
    """The cohort does not check in, or not at this time."""

    message = _("There is no check-in now. Nothing was saved.")


class WeekOver(Refused):
    """The week closed before this came."""

    message = _("Week %(week)s is closed. Nothing was saved yet; your words are still here.")

    def __init__(self, week: int) -> None:
        super().__init__(self.message % {"week": week})


class ReasonMissing(Refused):
    """A warning is set aside without a word."""

    message = _("Say why: it is kept with the warning.")
    field = "reason"


class WarningOver(Refused):
    """What the warning was about does not hold any more."""

    message = _("This warning has ended by itself meanwhile.")


class NeedChanged(Refused):
    """Somebody else did something with the need first."""

    message = _("Somebody else looked after this need, or closed it, before you. This is how it stands now.")
