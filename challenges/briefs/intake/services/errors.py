"""Why the services of a challenge's coming in refuse."""

from django.utils.translation import gettext_lazy as _

from challenges.briefs.services.errors import NoPublicWords
from core.errors import Refused

__all__ = [
    "AnswersMissing",
    "CallClosed",
    "FilesFixed",
    "LinkOver",
    "NoPublicWords",
    "NotBeingWritten",
    "PlanTooEarly",
    "TooManyFiles",
]


class CallClosed(Refused):
    """The cohort takes no applications, or no longer."""

    message = _("Challenges for this cohort can no longer be proposed. Nothing was sent.")


class LinkOver(Refused):
    """No application of ours has this link, or its time is over."""

    message = _("This link is over. Propose your challenge again, and a new one comes.")


class NotBeingWritten(Refused):
    """The brief has been submitted, published or withdrawn meanwhile."""

    message = _("This challenge is not being written any more. What you typed stands below: copy it before you leave.")


class AnswersMissing(Refused):
    """Required answers are empty; `fields` names them."""

    message = _("Some answers are still missing.")

    def __init__(self, fields: list[str]) -> None:
        super().__init__()
        self.fields = fields


class FilesFixed(Refused):
    """The files of a submitted brief are part of what is looked at."""

    message = _("The challenge was submitted, so its files stay as they are. The organisers can change them.")
    field = "upload"


class PlanTooEarly(Refused):
    """A release is planned for the past, or for everybody before it is for teams."""

    message = _("Choose a time that is still to come.")
    field = "teams_at"


class TooManyFiles(Refused):
    """More files than one challenge may hold."""

    message = _("A challenge can hold 10 files. Take one away first.")
    field = "upload"
