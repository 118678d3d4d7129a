"""Where somebody's own first page is, by role: functions (user) -> path, or nothing."""

from typing import Any

from django.urls import reverse

from cohorts.programmes.roles import is_organiser
from desk.belongings import doors, joined, organised

HOME_OF_DOOR = {"organise": "organise:today", "my": "my:week"}


def organiser(user: Any) -> str | None:
    """Today of the newest running cohort; the programmes where there is no cohort yet."""
    cohorts = organised(user)
    if cohorts:
        return reverse("organise:today", args=[cohorts[0].slug])
    return reverse("organise:programmes") if is_organiser(user) or user.is_superuser else None


def member(user: Any) -> str | None:
    """This week of the newest running cohort, for participants and mentors."""
    cohorts = joined(user)
    return reverse("my:week", args=[cohorts[0].slug]) if cohorts else None


def judge(user: Any) -> str | None:
    """The next pitch."""
    return reverse("judge:home") if doors(user).judges else None


def partner(user: Any) -> str | None:
    """The briefs and visits of an owner or host."""
    return reverse("partner:home") if doors(user).is_partner else None


def editor(user: Any) -> str | None:
    """The public pages' workshop."""
    return reverse("wagtailadmin_home") if doors(user).edits else None
