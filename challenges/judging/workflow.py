"""The states of a scorecard, of what came late and of what is to be opened again, and their legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class CardState(TextChoices):
    """Whether a scorecard counts yet."""

    DRAFT = "DRAFT", _("Not handed in")
    SUBMITTED = "SUBMITTED", _("Handed in")
    VOID = "VOID", _("Void: conflict of interest")


S = CardState
SCORECARD = Workflow(
    "scorecard",
    tuple(S.values),
    (
        Transition(
            "submit",
            (S.DRAFT,),
            S.SUBMITTED,
            "scorecard.score",
            "scorecard.submitted",
            gettext_noop("Hand in"),
        ),
        Transition(
            "take_back",
            (S.SUBMITTED,),
            S.DRAFT,
            "scorecard.score",
            "scorecard.reopened",
            gettext_noop("Change scores"),
        ),
        Transition(
            "void",
            (S.DRAFT, S.SUBMITTED),
            S.VOID,
            "scorecard.void",
            "scorecard.voided",
            gettext_noop("Void"),
        ),
        Transition(
            "reopen",
            (S.SUBMITTED,),
            S.DRAFT,
            "scorecard.reopen",
            "scorecard.reopened_late",
            gettext_noop("Open again"),
        ),
    ),
)


class LateState(TextChoices):
    """What became of a sheet that came late."""

    WAITING = "WAITING", _("Late, awaiting the chair")
    LET_IN = "LET_IN", _("Let in")
    LEFT_OUT = "LEFT_OUT", _("Left out")


LATE = Workflow(
    "late sheet",
    tuple(LateState.values),
    (
        Transition(
            "let_in",
            (LateState.WAITING,),
            LateState.LET_IN,
            "late.decide",
            "late_score.let_in",
            gettext_noop("Let in"),
        ),
        Transition(
            "leave_out",
            (LateState.WAITING,),
            LateState.LEFT_OUT,
            "late.decide",
            "late_score.left_out",
            gettext_noop("Leave out"),
        ),
    ),
)


class ReopeningState(TextChoices):
    """What became of the chair's wish to open something again."""

    ASKED = "ASKED", _("Waiting for a second person")
    AGREED = "AGREED", _("Opened again")
    DECLINED = "DECLINED", _("Not opened")


REOPENING = Workflow(
    "reopening",
    tuple(ReopeningState.values),
    (
        Transition(
            "agree",
            (ReopeningState.ASKED,),
            ReopeningState.AGREED,
            "reopening.agree",
            "reopening.agreed",
            gettext_noop("Agree"),
        ),
        Transition(
            "decline",
            (ReopeningState.ASKED,),
            ReopeningState.DECLINED,
            "reopening.agree",
            "reopening.declined",
            gettext_noop("Do not open"),
        ),
    ),
)
