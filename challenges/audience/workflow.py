"""The states of polls and of questions, and their legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class PollState(TextChoices):
    """Where a poll stands."""

    DRAFT = "DRAFT", _("Not open yet")
    OPEN = "OPEN", _("Open")
    CLOSED = "CLOSED", _("Closed")
    SHOWN = "SHOWN", _("Result shown")


P = PollState
POLL = Workflow(
    "poll",
    tuple(P.values),
    (
        Transition("open", (P.DRAFT,), P.OPEN, "poll.manage", "poll.opened", gettext_noop("Open the vote")),
        Transition("close", (P.OPEN,), P.CLOSED, "poll.manage", "poll.closed", gettext_noop("Close the vote")),
        Transition("show", (P.CLOSED,), P.SHOWN, "poll.manage", "poll.shown", gettext_noop("Show the result")),
    ),
)


class QuestionState(TextChoices):
    """Where a question to the speakers stands."""

    WAITING = "WAITING", _("Waiting")
    SHOWN = "SHOWN", _("Shown")
    ANSWERED = "ANSWERED", _("Answered")
    HIDDEN = "HIDDEN", _("Hidden")


Q = QuestionState
QUESTION = Workflow(
    "question to the speakers",
    tuple(Q.values),
    (
        Transition("show", (Q.WAITING, Q.HIDDEN), Q.SHOWN, "question.moderate", "question.shown", gettext_noop("Show")),
        Transition(
            "answer", (Q.SHOWN,), Q.ANSWERED, "question.moderate", "question.answered", gettext_noop("Answered")
        ),
        Transition(
            "hide",
            (Q.WAITING, Q.SHOWN, Q.ANSWERED),
            Q.HIDDEN,
            "question.moderate",
            "question.hidden",
            gettext_noop("Hide"),
        ),
    ),
)
