"""Why the services of choosing refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class ClosesInThePast(Refused):
    """Rankings cannot close before now."""

    message = _("Choose a moment that is still to come.")
    field = "closes_at"


class NothingRanked(Refused):
    """There is nothing to confirm, or to merge."""

    message = _("Nobody has ranked anything yet.")


class ProposalChanged(Refused):
    """Somebody's own ranking changed since the page was opened."""

    message = _("A member ranked anew meanwhile, so the proposal is a different one now. Look at it, then decide.")


class NotAmongFirst(Refused):
    """Reasons go with the first choices only."""

    message = _("A reason can be given for your first three choices.")
    field = "text"


class OwnNotTaken(Refused):
    """The cohort takes no problems of the teams' own."""

    message = _("Teams of this cohort choose from the challenges that are out.")


class OneIsOpen(Refused):
    """The team has one already."""

    message = _("Your team has proposed a problem already.")


class WhyMissing(Refused):
    """A reason is needed."""

    message = _("Say why: it will be read.")
    field = "why"


class RoomWrong(Refused):
    """A challenge cannot need more teams than it takes."""

    message = _("A challenge cannot need more teams than it takes.")


class NoSuchConflict(Refused):
    """The team may have the brief as it is."""

    message = _("No member of this team works for the owner of this challenge.")
