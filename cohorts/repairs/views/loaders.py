"""What the addresses of this feature name."""

from typing import cast

from django.http import HttpRequest

from cohorts.programmes.models import Cohort
from cohorts.repairs.models import TeamRepair
from core.access import found
from core.models import User

cohort_at = found(Cohort, "programme", cohort="slug")
repair_at = found(TeamRepair, "cohort__programme", "asked_by", "ended_by", cohort="cohort__slug", key="key")


def me(request: HttpRequest) -> User:
    """Who asks: behind a guard always somebody who is signed in."""
    return cast(User, request.user)
