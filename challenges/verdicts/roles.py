"""Who gives a verdict, and who reads one."""

from typing import Any

from django.db.models import Q

from core.access import Rule


def _is_given(user: Any, verdict: Any) -> bool:
    return bool(verdict.is_given)


# A verdict that was given: a draft is its owners' alone.
verdict_is_given = Rule(_is_given, lambda user: Q(given_number__gte=1), "once it is given")
