"""The states of a problem that a team brings itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class OwnState(TextChoices):
    """Where a team's own problem stands."""

    PROPOSED = "PROPOSED", _("Proposed")
    SEEKING = "SEEKING", _("An owner is being sought")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")
    TAKEN_BACK = "TAKEN_BACK", _("Taken back by the team")


S = OwnState
OPEN = (S.PROPOSED, S.SEEKING)
OWN_PROBLEM = Workflow(
    "own problem",
    tuple(S.values),
    (
        Transition(
            "seek",
            (S.PROPOSED,),
            S.SEEKING,
            "own_problem.manage",
            "own_problem.sought",
            gettext_noop("Look for an owner"),
        ),
        Transition("accept", OPEN, S.ACCEPTED, "own_problem.manage", "own_problem.accepted", gettext_noop("Accept it")),
        Transition(
            "decline", OPEN, S.DECLINED, "own_problem.manage", "own_problem.declined", gettext_noop("Decline it")
        ),
        Transition(
            "take_back",
            OPEN,
            S.TAKEN_BACK,
            "own_problem.take_back",
            "own_problem.taken_back",
            gettext_noop("Take it back"),
        ),
    ),
)
