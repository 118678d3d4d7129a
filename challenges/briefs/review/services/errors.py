"""Why the services of the review refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class ReviewsOwn(Refused):
    """An owner does not review the own brief."""

    message = _("This person answers for the challenge, so somebody else has to review it.")
    field = "email"


class EmployerConflict(Refused):
    """A reviewer and the brief have one employer, and nobody has decided about it."""

    message = _(
        "This person belongs to the organisation that owns the challenge. "
        "Name somebody else, or say why they should review it all the same."
    )
    field = "conflict"


class AlreadyReviewer(Refused):
    """The person reads this version already."""

    message = _("This person is a reviewer of this version already.")
    field = "email"


class NothingToReview(Refused):
    """Only what was submitted is reviewed."""

    message = _("Only a challenge that was submitted can be reviewed.")


class ReviewOver(Refused):
    """The review has ended, was called off or handed in: nothing of it changes."""

    message = _("This review cannot be changed any more.")


class LevelsLacking(Refused):
    """A criterion has no level."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(_("Choose a level for: %(names)s.") % {"names": ", ".join(names)})


class NotesLacking(Refused):
    """The lowest level needs a word."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("Say what is missing, since you chose the lowest level: %(names)s.") % {"names": ", ".join(names)}
        )


class AdviceLacking(Refused):
    """A review says what the reviewer would do."""

    message = _("Choose what you would do.")
    field = "advice"


class ReasonNeeded(Refused):
    """What is decided against the usual way is kept with its reason."""

    message = _("Say why: the reason stays in the history.")
    field = "reason"


class WordsNeeded(Refused):
    """An owner is never asked for changes without being told which."""

    message = _("Say what should change, here or by comments on the text.")
    field = "words"


class NotForYou(Refused):
    """A thread that the person cannot see."""

    message = _("This comment is not here any more.")


class TooHigh(Refused):
    """Above OFFICIAL: such a thing has no place on this site."""

    message = _(
        "This site is for OFFICIAL at most. Take what is marked higher out of the texts now, here and wherever it was "
        "copied to, and speak with the security adviser of the organisation that owns it: they know where it belongs."
    )
    field = "marking"


class CommercialOpen(Refused):
    """Told in confidence, and nobody has agreed that it is said."""

    message = _("Ask whoever told it in confidence, or take it out of the texts. Then check again.")
    field = "commercial"


class AgreementMissing(Refused):
    """Real data about people needs an agreement."""

    message = _("Say what is agreed about the data: who may see it, where, and until when.")
    field = "agreed"


class KeptNotConfirmed(Refused):
    """Somebody looked whether what must stay private stands in the texts."""

    message = _("Read both texts once more, and confirm that nothing private stands in them.")
    field = "is_kept"


class LinkOver(Refused):
    """The link leads nowhere."""

    message = _("This link is over. Look for a newer message, or write to the organisers.")


class AnsweredAlready(Refused):
    """A sponsor answers once; the organisers ask again."""

    message = _("You have answered already. Write to the organisers if you have changed your mind.")


class SponsorUnknown(Refused):
    """Nobody is named to be asked."""

    message = _("Name the senior sponsor, with an e-mail address.")
    field = "email"


class CriteriaEmpty(Refused):
    """Reviews need something to read by."""

    message = _("Keep at least one criterion.")


class NotReady(Refused):
    """Something is missing before publication."""
