"""Whom the author of a check-in lets read it."""

from django.db.models import Q

from challenges.work.checkins.models import Audience
from core.access import Rule

is_for_team = Rule(
    lambda user, obj: obj.audience == Audience.TEAM,
    lambda user: Q(audience=Audience.TEAM),
    "where the author wrote to the team",
)
