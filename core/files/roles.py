"""Roles on files: whose a file is."""

from django.db.models import Q

from core.access import Rule, only

file_owner = only(
    Rule(
        lambda user, obj: bool(
            user.is_authenticated and user.is_active and obj is not None and obj.owner_id == user.pk
        ),
        lambda user: Q(owner=user.pk),
        "the person who made it",
    )
)
