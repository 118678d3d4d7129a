"""Choices of the review of briefs: who reads a comment, what a sponsor says, what the checklist holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who reads a comment."""

    OWNER = "OWNER", _("The owner, reviewers and organisers")
    REVIEWERS = "REVIEWERS", _("Reviewers and organisers only")


class Advice(TextChoices):
    """What a reviewer would do."""

    APPROVE = "APPROVE", _("Take it as it is")
    CHANGES = "CHANGES", _("Take it after changes")
    REJECT = "REJECT", _("Do not take it")


class Marking(TextChoices):
    """The highest classification of anything in the texts."""

    NONE = "NONE", _("Nothing is marked")
    OFFICIAL = "OFFICIAL", _("OFFICIAL")
    SENSITIVE = "SENSITIVE", _("OFFICIAL-SENSITIVE")
    ABOVE = "ABOVE", _("SECRET or TOP SECRET")


class Commercial(TextChoices):
    """Whether something was told in commercial confidence."""

    NONE = "NONE", _("Nothing in commercial confidence")
    AGREED = "AGREED", _("Something is, and may be said so")
    OPEN = "OPEN", _("Something is, and nobody has agreed")


class PersonalData(TextChoices):
    """What data about people the teams will meet."""

    NONE = "NONE", _("None")
    PSEUDONYMISED = "PSEUDONYMISED", _("Pseudonymised")
    REAL = "REAL", _("Real")


class SponsorAnswer(TextChoices):
    """What the senior sponsor says."""

    BACKED = "BACKED", _("Backs it")
    NOT_NOW = "NOT_NOW", _("Not now")
