"""Why wishes are refused."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class WishesClosed(Refused):
    """It is too late, or too early."""

    message = _("Wishes are closed. Nothing was changed.")


class NotTakingPart(Refused):
    """The person has left."""

    message = _("You no longer take part.")


class TopicGone(Refused):
    """A topic was removed meanwhile, or never was there."""

    message = _("One of these topics is no longer offered. Look at the list again.")


class TopicTwice(Refused):
    """One topic has two ranks."""

    message = _("Each topic can be chosen once.")


class TooMany(Refused):
    """More than are asked for."""

    message = _("That is more than can be chosen.")


class NotAnOther(Refused):
    """Somebody who left, is elsewhere, or is the person themselves."""

    message = _("Choose other people who take part in this cohort.")


class TopicNameTaken(Refused):
    """Two topics of one cohort cannot have one name."""

    message = _("Another topic has this name already.")
    field = "name"


class TooManyTopics(Refused):
    """Nobody reads a longer list."""

    message = _("A cohort has at most sixty topics.")


class TopicRanked(Refused):
    """Removing it takes it out of people's wishes."""

    message = _("People have chosen this topic already.")


class NothingToTake(Refused):
    """No challenge is published."""

    message = _("No challenge is published yet. Publish challenges first, or write topics here.")


class UntilIsPast(Refused):
    """Wishes close after they open."""

    message = _("Choose a moment that is still to come.")
    field = "until"


class TeamsAreOut(Refused):
    """Too late for wishes."""

    message = _("The teams of this cohort are published: wishes can no longer change them.")


class CohortOver(Refused):
    """The cohort has ended or was cancelled."""

    message = _("This cohort is over.")
