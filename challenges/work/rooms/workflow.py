"""The states of a team's meeting."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class MeetingState(TextChoices):
    """Where a meeting stands."""

    ASKING = "ASKING", _("A time is being found")
    FIXED = "FIXED", _("Fixed")
    CANCELLED = "CANCELLED", _("Cancelled")


class Can(TextChoices):
    """What somebody says to one of the times."""

    YES = "YES", _("Yes")
    MAYBE = "MAYBE", _("If need be")
    NO = "NO", _("No")


M = MeetingState
MEETING = Workflow(
    "team meeting",
    tuple(M.values),
    (
        Transition(
            "fix", (M.ASKING,), M.FIXED, "team_meeting.run", "team_meeting.fixed", gettext_noop("Fix this time")
        ),
        Transition(
            "cancel",
            (M.ASKING, M.FIXED),
            M.CANCELLED,
            "team_meeting.run",
            "team_meeting.cancelled",
            gettext_noop("Cancel the meeting"),
        ),
    ),
)
