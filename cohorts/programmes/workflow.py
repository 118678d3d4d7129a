"""The states of a cohort and its legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class CohortState(TextChoices):
    """Where a cohort stands in its life."""

    DRAFT = "DRAFT", _("Draft")
    RECRUITING = "RECRUITING", _("Recruiting")
    FORMING = "FORMING", _("Forming teams")
    RUNNING = "RUNNING", _("Running")
    COMPLETED = "COMPLETED", _("Completed")
    CANCELLED = "CANCELLED", _("Cancelled")


S = CohortState
COHORT = Workflow(
    "cohort",
    tuple(S.values),
    (
        Transition(
            "open",
            (S.DRAFT,),
            S.RECRUITING,
            "cohort.manage",
            "cohort.opened",
            gettext_noop("Open for people"),
        ),
        Transition(
            "form",
            (S.RECRUITING,),
            S.FORMING,
            "cohort.manage",
            "cohort.closed_to_people",
            gettext_noop("Start forming teams"),
        ),
        Transition(
            "reopen",
            (S.FORMING,),
            S.RECRUITING,
            "cohort.manage",
            "cohort.reopened",
            gettext_noop("Take in more people"),
        ),
        Transition(
            "run",
            (S.FORMING,),
            S.RUNNING,
            "cohort.manage",
            "cohort.started",
            gettext_noop("Start the twelve weeks"),
        ),
        Transition(
            "complete",
            (S.RUNNING,),
            S.COMPLETED,
            "cohort.manage",
            "cohort.completed",
            gettext_noop("Complete the cohort"),
        ),
        Transition(
            "cancel",
            (S.DRAFT, S.RECRUITING, S.FORMING, S.RUNNING),
            S.CANCELLED,
            "cohort.manage",
            "cohort.cancelled",
            gettext_noop("Cancel the cohort"),
        ),
    ),
)
