"""Why milestones and submissions refuse what was asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FILES_MAX = 10


class TitleTaken(Refused):
    """Another milestone of the cohort or programme has this title."""

    message = _("There is a milestone with this title already. Choose another title.")
    field = "title"


class MilestoneInUse(Refused):
    """Teams have handed in for it, or are writing."""

    message = _("Teams have begun to work on this milestone, so it stays.")


class WrongOrder(Refused):
    """It would close before it opens."""

    message = _("The deadline must come after the day it opens.")
    field = "due_at"


class ClosesTooEarly(Refused):
    """Late work would end before the deadline."""

    message = _("Handing in cannot close before the deadline.")
    field = "cutoff_at"


class NothingToAsk(Refused):
    """Neither text, links, files nor a form."""

    message = _("Ask for something: text, links, files or a form.")
    field = "has_text"


class Closed(Refused):
    """The milestone is not open."""

    message = _("Handing in is closed for this milestone.")


class Agreed(Refused):
    """All agreed to what was handed in: it changes on request only."""

    message = _("Your mentors and the challenge owner agreed to this. Ask for it to be opened again.")


class NothingHandedIn(Refused):
    """Neither text nor link nor file."""

    message = _("Write something, give a link or add a file.")


class Incomplete(Refused):
    """Parts are missing or not as they were asked for: `problems` says which, by the name of the part."""

    message = _("Some of it is not ready to hand in yet. What you wrote is saved.")

    def __init__(self, problems: "Mapping[str, StrOrPromise]") -> None:
        super().__init__()
        self.problems = dict(problems)


class TooManyFiles(Refused):
    """More files than one version may hold."""

    message = _("A version can hold %(number)s files. Take some away, or put them into one document.") % {
        "number": FILES_MAX
    }
    field = "files"


class NotTheNewest(Refused):
    """The team has handed in again meanwhile."""

    message = _("The team has handed in a newer version meanwhile. Read that one.")


class NotAsked(Refused):
    """The person's agreement is not asked for."""

    message = _("This is agreed by the team's mentors and its challenge owner.")


class SayWhat(Refused):
    """A change is asked for without words."""

    message = _("Say what should change.")
    field = "words"


class NotLater(Refused):
    """An extension that gives no more time."""

    message = _("Choose a moment after the deadline, and after now.")
    field = "due_at"
