"""Finding what an address names; children only through their parent (O-01)."""

from django.http import Http404, HttpRequest

from challenges.briefs.intake.models import BriefApplication, BriefFile
from challenges.briefs.intake.questions import STEPS, Step
from challenges.briefs.models import Brief
from core.access import found

application_in_address = found(
    BriefApplication, "cohort__programme", "person", "brief", cohort="cohort__slug", key="key"
)
file_by_key = found(BriefFile, "brief__cohort__programme", "brief__owner", "stored", key="key")
file_in_cohort = found(
    BriefFile, "brief__cohort__programme", "brief__owner", "stored", cohort="brief__cohort__slug", key="key"
)
_brief_by_key = found(Brief, "owner", "cohort__programme", key="key")


def brief_by_key(request: HttpRequest, key: str, **more: str) -> Brief:
    """The brief of the address, whichever of its steps is asked for."""
    brief: Brief = _brief_by_key(request, key=key)
    return brief


def step_at(request: HttpRequest) -> Step:
    """The step that the address names."""
    asked = request.resolver_match.kwargs["step"] if request.resolver_match else ""
    step = next((step for step in STEPS if step.slug == asked), None)
    if step is None:
        raise Http404
    return step
