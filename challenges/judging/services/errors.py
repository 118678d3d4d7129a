"""What scoring refuses, in words for the judge."""

from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from core.errors import Refused


class NotYours(Refused):
    """The judge does not score this pitch."""

    message = _("This pitch is not yours to score.")


class NotOpen(Refused):
    """Scoring is not open."""

    message = _("Scoring is not open now. What you had saved is kept.")


class HandedIn(Refused):
    """The sheet has been handed in."""

    message = _("You have handed in this sheet. Choose “Change scores” first.")


class ChangedElsewhere(Refused):
    """The sheet was saved on another device since this page was opened (J-05)."""

    def __init__(self, card: Scorecard) -> None:
        super().__init__(
            _(
                "You saved this sheet on another device or in another tab. Both are shown: "
                "save again to keep these scores."
            )
        )
        self.card = card


class Incomplete(Refused):
    """A criterion has no score."""

    def __init__(self, lacking: list[str]) -> None:
        self.lacking = lacking
        super().__init__(_("Still to score: %(names)s.") % {"names": ", ".join(lacking)})


class ReasonsMissing(Refused):
    """A lowest or highest level has no reason where the rubric asks for one."""

    def __init__(self, lacking: list[str]) -> None:
        self.lacking = lacking
        super().__init__(_("Say why you gave the lowest or highest level: %(names)s.") % {"names": ", ".join(lacking)})


class NoSuchLevel(Refused):
    """A score that the rubric does not offer."""

    message = _("Choose one of the levels of the rubric.")


class Decided(Refused):
    """A late sheet or a reopening was decided already, or the result stands."""

    message = _("That is decided already, or the decision on the result is recorded.")


class SecondPersonNeeded(Refused):
    """Whoever asked cannot agree too."""

    message = _("Somebody else must agree: you asked for it yourself.")


class ReasonNeeded(Refused):
    """What the chair decides alone needs a reason."""

    message = _("Say why: the reason is kept with the result.")
    field = "reason"
