"""The states of a challenge brief and of an allocation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class BriefState(TextChoices):
    """Where a brief stands; whether everybody sees it is a date of its own."""

    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Submitted")
    IN_REVIEW = "IN_REVIEW", _("In review")
    CHANGES = "CHANGES", _("Changes requested")
    APPROVED = "APPROVED", _("Approved")
    PUBLISHED = "PUBLISHED", _("Published to teams")
    CLOSED = "CLOSED", _("Closed")
    REJECTED = "REJECTED", _("Not taken")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


B = BriefState
BEFORE_TEAMS = (B.DRAFT, B.SUBMITTED, B.IN_REVIEW, B.CHANGES, B.APPROVED)
"""No team has seen these yet."""

WRITING = (B.DRAFT, B.CHANGES)
"""The owner is writing."""


def _step(action: str, sources: tuple[str, ...], target: str, permission: str, event: str, words: str) -> Transition:
    return Transition(action, sources, target, permission, event, words)


BRIEF = Workflow(
    "brief",
    tuple(B.values),
    (
        _step("submit", WRITING, B.SUBMITTED, "brief.answer", "brief.submitted", gettext_noop("Submit for review")),
        _step(
            "start_review", (B.SUBMITTED,), B.IN_REVIEW, "brief.manage", "brief.review_started",
            gettext_noop("Start the review"),
        ),
        _step(
            "request_changes", (B.SUBMITTED, B.IN_REVIEW, B.APPROVED), B.CHANGES, "brief.manage",
            "brief.changes_requested", gettext_noop("Ask for changes"),
        ),
        _step(
            "approve", (B.DRAFT, B.SUBMITTED, B.IN_REVIEW), B.APPROVED, "brief.manage", "brief.approved",
            gettext_noop("Approve"),
        ),
        _step(
            "reject", (B.SUBMITTED, B.IN_REVIEW, B.CHANGES), B.REJECTED, "brief.manage", "brief.rejected",
            gettext_noop("Do not take it"),
        ),
        _step(
            "publish", (B.APPROVED,), B.PUBLISHED, "brief.publish", "brief.published",
            gettext_noop("Publish to teams"),
        ),
        _step(
            "withdraw", BEFORE_TEAMS, B.WITHDRAWN, "brief.answer", "brief.withdrawn", gettext_noop("Withdraw"),
        ),
        _step(
            "withdraw", (B.PUBLISHED,), B.WITHDRAWN, "brief.publish", "brief.withdrawn", gettext_noop("Withdraw"),
        ),
        _step(
            "restore", (B.WITHDRAWN, B.REJECTED), B.DRAFT, "brief.publish", "brief.restored",
            gettext_noop("Take back as a draft"),
        ),
        _step("close", (B.PUBLISHED,), B.CLOSED, "brief.publish", "brief.closed", gettext_noop("Close")),
    ),
)  # fmt: skip


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
