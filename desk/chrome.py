"""What the top bar shows: the cohort, its places, the account."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The top bar's data for every template."""
    return {"is_demo": settings.IS_DEMO, "chrome": None}
