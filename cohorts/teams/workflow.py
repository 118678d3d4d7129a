"""The states of a team proposal and its legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class ProposalState(TextChoices):
    """Where a proposed split into teams stands."""

    FORMING = "FORMING", _("being formed")
    READY = "READY", _("ready to look at")
    IMPOSSIBLE = "IMPOSSIBLE", _("no split keeps the rules")
    FAILED = "FAILED", _("stopped by a fault")
    ACCEPTED = "ACCEPTED", _("published")
    DISCARDED = "DISCARDED", _("thrown away")


S = ProposalState
PROPOSAL = Workflow(
    "team proposal",
    tuple(S.values),
    (
        Transition("finish", (S.FORMING,), S.READY, "team.form", "proposal.formed", gettext_noop("Finish")),
        Transition(
            "give_up", (S.FORMING,), S.IMPOSSIBLE, "team.form", "proposal.found_impossible", gettext_noop("Give up")
        ),
        Transition("fail", (S.FORMING,), S.FAILED, "team.form", "proposal.failed", gettext_noop("Fail")),
        Transition("accept", (S.READY,), S.ACCEPTED, "team.form", "teams.published", gettext_noop("Publish teams")),
        Transition(
            "discard",
            (S.FORMING, S.READY, S.IMPOSSIBLE, S.FAILED),
            S.DISCARDED,
            "team.form",
            "proposal.discarded",
            gettext_noop("Throw away"),
        ),
    ),
)
