"""Why offered times refuse what was asked."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class InThePast(Refused):
    """An offer is of a time to come."""

    message = _("Choose a time to come.")
    field = "starts_at"


class NowhereToMeet(Refused):
    """People must know where to go."""

    message = _("Say where: a place, or the address of a video call.")
    field = "place"


class OutOfBounds(Refused):
    """Lengths and numbers that no meeting has."""

    message = _("A meeting takes 5 to 480 minutes, with one to twenty teams.")
    field = "minutes"


class NotTheirTeam(Refused):
    """An offer is for teams of the challenge."""

    message = _("That team does not work on this challenge.")
    field = "teams"


class TakenAlready(Refused):
    """First come, first served."""

    message = _("Another team was faster: this time is taken. Choose another one.")


class HasAnother(Refused):
    """One time for each team, unless the owner says otherwise."""

    message = _("Your team has a time already. Give that one back first to take this one.")


class NotOffered(Refused):
    """Withdrawn, or of another challenge."""

    message = _("This time is not offered to your team any more.")


class HasBegun(Refused):
    """What has begun cannot be taken, moved or withdrawn."""

    message = _("This time is over or has begun.")


class TooLateToGiveBack(Refused):
    """The others need to know in time."""

    message = _("It is too late to give this time back. Write to the challenge owner or the organisers.")


class WithdrawnAlready(Refused):
    """What is gone cannot be moved."""

    message = _("This time was withdrawn.")


class SayWhy(Refused):
    """Who planned with it reads why."""

    message = _("Say why: a team has taken this time.")
    field = "reason"
