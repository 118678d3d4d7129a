"""Why a team's room refuses what was asked."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused

LINKS_MAX, SLOTS_MAX = 50, 12


class AlreadyReplaced(Refused):
    """Another decision stands in the place of this one."""

    message = _("Somebody replaced this decision meanwhile. Read the new one, then replace that.")


class NoteIsOthers(Refused):
    """A row of another team."""

    message = _("That belongs to another team.")


class AddressWrong(Refused):
    """No address of a page."""

    message = _("Give the whole address of a page, beginning with https:// or http://, without a name and password.")
    field = "address"


class LinkThere(Refused):
    """The team keeps this address already."""

    message = _("Your team has this address already.")
    field = "address"


class TooManyLinks(Refused):
    """More links than anybody reads."""

    message = _("A team can keep %(number)s links. Remove one that you no longer need.") % {"number": LINKS_MAX}


class NoTimes(Refused):
    """A meeting without a time to choose from, or with too many."""

    message = _("Choose at least one time, and at most %(number)s.") % {"number": SLOTS_MAX}
    field = "slots"


class SlotIsPast(Refused):
    """The moment is over."""

    message = _("That time is over. Choose one that is still to come.")
    field = "starts_at"


class NotAsked(Refused):
    """The person is not among those whom the meeting asks."""

    message = _("This meeting does not ask you when you can come.")


class NotOpen(Refused):
    """The meeting is fixed or cancelled."""

    message = _("The time of this meeting is not being asked for any more.")


class FixedMeanwhile(Refused):
    """Somebody fixed another time first."""

    message = _("Another time was fixed meanwhile.")
