"""Why the teams feature refuses."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class TeamsExist(Refused):
    """The cohort's teams were published before."""

    message = _("The teams of this cohort are published already. Move people between them on the teams page.")


class NobodyToPlace(Refused):
    """There is nobody to form teams of."""

    message = _("Nobody takes part yet. Import people first.")


class TooFewPeople(Refused):
    """Fewer people than the smallest team."""

    message = _("There are fewer people than the smallest team needs.")
    field = "size_min"


class CohortClosed(Refused):
    """The cohort is over or was cancelled."""

    message = _("This cohort is over, so its teams stay as they are.")


class Stale(Refused):
    """People changed since the proposal was formed."""

    message = _("People changed since these teams were formed. Form them again, or take the changes over first.")


class RulesBroken(Refused):
    """A hard rule is broken, and nobody has said why that is right."""

    message = _("These teams break a rule. Say why they are published all the same.")
    field = "reason"


class NotOfThisCohort(Refused):
    """Somebody or something belongs to another cohort."""

    message = _("That person or team is not part of this cohort.")


class NotTakingPart(Refused):
    """The person has left."""

    message = _("That person no longer takes part.")


class AlreadyThere(Refused):
    """Nothing to do."""

    message = _("That person is in this team already.")


class Locked(Refused):
    """The person is held where they are."""


class Forbidden(Refused):
    """The move would break a rule."""


class NothingToUndo(Refused):
    """No move was made, or all were undone."""

    message = _("There is no move to undo.")


class NothingToRedo(Refused):
    """No move was undone, or another was made since."""

    message = _("There is no move to make again.")


class NothingToImprove(Refused):
    """Everything is locked."""

    message = _("Every team is locked, so nothing can be improved. Unlock one first.")


class NothingKept(Refused):
    """The people that the teams were formed from are not kept any more."""

    message = _("The people this proposal was formed from are no longer kept, so it cannot be formed again.")


class NameTaken(Refused):
    """Two teams of one cohort cannot have one name."""

    message = _("Another team has this name already.")
    field = "name"


class NameMissing(Refused):
    """A team has to be called something."""

    message = _("Give the team a name.")
    field = "name"


class SideTaken(Refused):
    """The team has a mentor from that side."""

    message = _("This team has a mentor from that side already. Take that mentor off first.")


class MentorGone(Refused):
    """The mentor has left."""

    message = _("That mentor no longer takes part.")


class BeingFormed(Refused):
    """Only one proposal of a cohort is formed at a time."""

    message = _("Teams are being formed already. Wait for that proposal, or stop it.")


class NoteTooLong(Refused):
    """A note is a few sentences."""

    message = _("Write at most 500 characters.")
    field = "note"


class NameTooLong(Refused):
    """A team's name has to fit on every page."""

    message = _("Choose a name of at most 40 characters.")
    field = "name"


class RoomTooLong(Refused):
    """A room is a line."""

    message = _("Write at most 80 characters.")


class NamingOver(Refused):
    """The date until which teams may name themselves has passed, or there is none."""

    message = _("Teams cannot choose their name any more. Ask your organisers if it has to change.")


class DatePassed(Refused):
    """A date that should lie ahead."""

    message = _("Choose a time that lies ahead.")
    field = "names_until"
