"""The few states of teams' work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class Side(TextChoices):
    """As what somebody agrees to a version."""

    MENTOR = "MENTOR", _("Mentor")
    OWNER = "OWNER", _("Challenge owner")


class RequestState(TextChoices):
    """What became of a wish to change agreed work."""

    ASKED = "ASKED", _("Waiting for an answer")
    GRANTED = "GRANTED", _("Opened again")
    DECLINED = "DECLINED", _("Declined")


R = RequestState
REQUEST = Workflow(
    "statement_request",
    tuple(R.values),
    (
        Transition(
            "grant",
            (R.ASKED,),
            R.GRANTED,
            "statement_request.decide",
            "statement_request.granted",
            gettext_noop("Open it again"),
        ),
        Transition(
            "decline",
            (R.ASKED,),
            R.DECLINED,
            "statement_request.decide",
            "statement_request.declined",
            gettext_noop("Leave it as agreed"),
        ),
    ),
)
