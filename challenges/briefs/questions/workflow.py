"""The states of a question about a challenge, and who can owe its answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class AskedState(TextChoices):
    """Where a question stands; its team reads that a merged one waits, as any other does."""

    OPEN = "OPEN", _("Waiting for an answer")
    MERGED = "MERGED", _("Same as another")
    ANSWERED = "ANSWERED", _("Answered")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class Owes(TextChoices):
    """Which side owes the answer."""

    OWNER = "OWNER", _("The challenge owner")
    ORGANISER = "ORGANISER", _("The organisers")


S = AskedState
UNANSWERED = (S.OPEN, S.MERGED)
ANSWER = "brief_question.answer"
ASKED = Workflow(
    "brief_question",
    tuple(S.values),
    (
        Transition("answer", UNANSWERED, S.ANSWERED, ANSWER, "brief_question.answered", gettext_noop("Answer it")),
        Transition("merge", (S.OPEN,), S.MERGED, ANSWER, "brief_question.merged", gettext_noop("Same as another")),
        Transition("part", (S.MERGED,), S.OPEN, ANSWER, "brief_question.parted", gettext_noop("Another question")),
        Transition(
            "withdraw", UNANSWERED, S.WITHDRAWN, "brief_question.withdraw", "brief_question.withdrawn",
            gettext_noop("Withdraw it"),
        ),
    ),
)  # fmt: skip
