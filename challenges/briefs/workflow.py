"""The states of a challenge brief and of an allocation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class BriefState(TextChoices):
    """Where a brief stands."""

    DRAFT = "DRAFT", _("Draft")
    PUBLISHED = "PUBLISHED", _("Published to teams")
    CLOSED = "CLOSED", _("Closed")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


B = BriefState
BRIEF = Workflow(
    "brief",
    tuple(B.values),
    (
        Transition(
            "publish", (B.DRAFT,), B.PUBLISHED, "brief.publish", "brief.published", gettext_noop("Publish to teams")
        ),
        Transition(
            "withdraw",
            (B.DRAFT, B.PUBLISHED),
            B.WITHDRAWN,
            "brief.publish",
            "brief.withdrawn",
            gettext_noop("Withdraw"),
        ),
        Transition(
            "restore", (B.WITHDRAWN,), B.DRAFT, "brief.publish", "brief.restored", gettext_noop("Take back as a draft")
        ),
        Transition("close", (B.PUBLISHED,), B.CLOSED, "brief.publish", "brief.closed", gettext_noop("Close")),
    ),
)


class AllocationState(TextChoices):
    """Where an allocation of briefs to teams stands."""

    WORKING = "WORKING", _("being worked out")
    READY = "READY", _("ready to look at")
    FAILED = "FAILED", _("could not be worked out")
    PUBLISHED = "PUBLISHED", _("published")
    REPLACED = "REPLACED", _("replaced by a correction")
    DISCARDED = "DISCARDED", _("thrown away")


A = AllocationState
ALLOCATION = Workflow(
    "allocation",
    tuple(A.values),
    (
        Transition("finish", (A.WORKING,), A.READY, "brief.allocate", "allocation.proposed", gettext_noop("Finish")),
        Transition("fail", (A.WORKING,), A.FAILED, "brief.allocate", "allocation.failed", gettext_noop("Fail")),
        Transition(
            "publish", (A.READY,), A.PUBLISHED, "brief.allocate", "allocation.published", gettext_noop("Publish")
        ),
        Transition(
            "replace", (A.PUBLISHED,), A.REPLACED, "brief.allocate", "allocation.replaced", gettext_noop("Replace")
        ),
        Transition(
            "discard",
            (A.WORKING, A.READY, A.FAILED),
            A.DISCARDED,
            "brief.allocate",
            "allocation.discarded",
            gettext_noop("Throw away"),
        ),
    ),
)
