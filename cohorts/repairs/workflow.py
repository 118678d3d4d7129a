"""The states of a repair and its legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class RepairState(TextChoices):
    """Where the mending of published teams stands."""

    WORKING = "WORKING", _("being worked out")
    READY = "READY", _("ready to look at")
    FAILED = "FAILED", _("stopped by a fault")
    APPLIED = "APPLIED", _("applied")
    DISCARDED = "DISCARDED", _("thrown away")


S = RepairState
REPAIR = Workflow(
    "repair",
    tuple(S.values),
    (
        Transition("finish", (S.WORKING,), S.READY, "repair.manage", "repair.worked_out", gettext_noop("Finish")),
        Transition("fail", (S.WORKING,), S.FAILED, "repair.manage", "repair.failed", gettext_noop("Fail")),
        Transition("apply", (S.READY,), S.APPLIED, "repair.manage", "repair.applied", gettext_noop("Apply")),
        Transition(
            "discard",
            (S.WORKING, S.READY, S.FAILED),
            S.DISCARDED,
            "repair.manage",
            "repair.discarded",
            gettext_noop("Throw away"),
        ),
    ),
)
