"""The states of a participant's place."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class PlaceState(TextChoices):
    """Whether somebody still takes part."""

    ACTIVE = "ACTIVE", _("Taking part")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


S = PlaceState
PARTICIPANT = Workflow(
    "participant",
    tuple(S.values),
    (
        Transition(
            "withdraw",
            (S.ACTIVE,),
            S.WITHDRAWN,
            "participant.withdraw",
            "participant.withdrew",
            gettext_noop("Withdraw"),
        ),
        Transition(
            "return",
            (S.WITHDRAWN,),
            S.ACTIVE,
            "participant.manage",
            "participant.returned",
            gettext_noop("Take back in"),
        ),
    ),
)
