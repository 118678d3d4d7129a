"""The states of a seat's hand-over to a deputy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class HandOverState(TextChoices):
    """Whether the deputy has the seat."""

    ASKED = "ASKED", _("Waits for a yes")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    DECLINED = "DECLINED", _("Declined")
    TAKEN_BACK = "TAKEN_BACK", _("Taken back")


S = HandOverState
HAND_OVER = Workflow(
    "hand-over",
    tuple(S.values),
    (
        Transition(
            "confirm", (S.ASKED,), S.CONFIRMED, "hand_over.decide", "hand_over.confirmed", gettext_noop("Confirm")
        ),
        Transition(
            "decline", (S.ASKED,), S.DECLINED, "hand_over.decide", "hand_over.declined", gettext_noop("Decline")
        ),
        Transition(
            "take_back", (S.ASKED,), S.TAKEN_BACK, "hand_over.ask", "hand_over.taken_back", gettext_noop("Take back")
        ),
    ),
)
