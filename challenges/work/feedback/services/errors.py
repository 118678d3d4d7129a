"""Why feedback on work refuses what was asked."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class NoSuchParagraph(Refused):
    """The version has no such part or paragraph."""

    message = _("That paragraph is not in this version. Choose one on the page.")
    field = "text"


class Empty(Refused):
    """Nothing was written."""

    message = _("Write something.")
    field = "text"


class TakenBack(Refused):
    """The comment was taken back."""

    message = _("This comment was taken back.")


class NothingToSend(Refused):
    """No draft waits."""

    message = _("Nothing waits to be sent.")


class NotAHelper(Refused):
    """The person asked does not help the team with this work."""

    message = _("Choose one of your mentors, the owner of your challenge or an organiser.")
    field = "of"


class AskedAlready(Refused):
    """A request to this person is open."""

    message = _("Your team has asked this person already, and waits for the answer.")
    field = "of"


class DayIsOver(Refused):
    """The day by which an answer is wanted has passed."""

    message = _("Choose today or a later day.")
    field = "due_on"


class NoRubric(Refused):
    """There is nothing to mark by."""

    message = _("This milestone has no rubric. Give it one first: marks are levels of its criteria.")
    field = "of"


class NobodyChosen(Refused):
    """Marks are asked of nobody."""

    message = _("Choose who marks.")
    field = "of"


class MarksShown(Refused):
    """The marks are shown: none is given or changed any more."""

    message = _("The marks of this version are shown already. None can be given or changed any more.")


class LevelsMissing(Refused):
    """A criterion has no level."""

    message = _("Choose a level for every criterion.")


class NobodyGave(Refused):
    """There are no marks to show."""

    message = _("Nobody has given marks yet, so there is nothing to show.")


class SayWhy(Refused):
    """A reason is missing."""

    message = _("Say why.")
    field = "reason"
