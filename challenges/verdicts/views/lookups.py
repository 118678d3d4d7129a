"""The rows that addresses of verdicts name, looked up through their parents."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from challenges.briefs.models import AllocationLine
from challenges.verdicts.models import FollowUp, OwnerVerdict
from cohorts.models import Cohort, Team
from core.access import found

cohort_in_address = found(Cohort, "programme", "pitch_day", cohort="slug")
team_in_address = found(Team, "cohort__programme", "cohort__pitch_day", cohort="cohort__slug", key="key")
follow_up_by_key = found(FollowUp, "brief__cohort__programme", "brief__owner", "team", key="key")
verdict_in_address = found(
    OwnerVerdict,
    "brief__cohort__programme",
    "brief__cohort__pitch_day",
    "brief__owner",
    "team",
    "shown_by",
    cohort="brief__cohort__slug",
    key="key",
)


def line_in_address(request: HttpRequest, key: str, team: str) -> AllocationLine:
    """That this team works on this challenge, as published."""
    if "\x00" in key + team:
        raise Http404
    rows = AllocationLine.objects.published().select_related("brief__cohort__pitch_day", "brief__cohort__programme")
    return get_object_or_404(rows.select_related("brief__owner", "team"), brief__key=key, team__key=team)
