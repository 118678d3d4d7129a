"""The rows that addresses of milestones and work name, looked up through their parents."""

from typing import Any

from django.http import Http404

from challenges.work.models import Draft, Milestone, MilestoneTemplate, StatementRequest, Submission, Version
from cohorts.models import Cohort, Programme
from core.access import Request, found
from core.models import StoredFile

OF_REQUEST = ("submission__milestone__cohort__programme", "submission__team", "asked_by")

cohort_in_address = found(Cohort, "programme", cohort="slug")
milestone_in_address = found(Milestone, "cohort__programme", cohort="cohort__slug", key="key")
programme_in_address = found(Programme, slug="slug")
template_in_address = found(MilestoneTemplate, "programme", slug="programme__slug", number="pk")
submission_in_address = found(
    Submission, "milestone__cohort__programme", "team", cohort="milestone__cohort__slug", key="key"
)
submission_by_key = found(Submission, "milestone__cohort__programme", "team", key="key")
version_in_address = found(
    Version,
    "submission__milestone__cohort__programme",
    "submission__team",
    "submitted_by",
    cohort="submission__milestone__cohort__slug",
    key="key",
)
draft_in_address = found(Draft, "milestone__cohort", "team", cohort="milestone__cohort__slug", key="key")
request_in_address = found(StatementRequest, *OF_REQUEST, cohort="submission__milestone__cohort__slug", key="key")
request_by_key = found(StatementRequest, *OF_REQUEST, key="key")


def stored_in_address(request: Request, files: Any) -> StoredFile:
    """The file of the address, if it is one of these: of a draft, or of a version (O-01)."""
    wanted = request.resolver_match.kwargs["file"] if request.resolver_match else ""
    attached = files.select_related("stored").filter(stored__key=wanted).first()
    if attached is None:
        raise Http404
    stored: StoredFile = attached.stored
    return stored
