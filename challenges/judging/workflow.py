"""The states of a scorecard and its legal moves."""

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
    ),
)
