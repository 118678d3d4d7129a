"""Privacy classes of personal fields, and how long each is kept."""

from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Model


class Privacy(StrEnum):
    """Who may ever see a field: each class includes those before it."""

    PUBLIC = "public"
    COHORT = "cohort"
    ORGANISER = "organiser"
    SENSITIVE = "sensitive"
    SECRET = "secret"  # noqa: S105 - the name of a class, no password


class Keep(StrEnum):
    """What starts the clock of a retention rule."""

    ACCOUNT = "last sign-in"
    COHORT = "end of the cohort"
    VISIT = "end of the visit"
    CREATED = "the day it was written"
    FOREVER = "kept as the record of the programme"


@dataclass(frozen=True)
class Personal:
    """The declaration of one personal field."""

    privacy: Privacy
    keep: Keep
    days: int
    purpose: str


def personal(privacy: Privacy, keep: Keep, days: int = 0, *, purpose: str) -> Personal:
    """A declaration to stand in a model's PRIVACY dict under the field's name."""
    return Personal(privacy, keep, days, purpose)


NOT_PERSONAL = "not personal"


def declared(model: type[Model]) -> dict[str, Personal | str]:
    """The model's declarations by field name; empty when it has none."""
    found: dict[str, Personal | str] = getattr(model, "PRIVACY", {})
    return found


def census() -> list[tuple[str, str, Personal]]:
    """Every personal field of the site: model label, field name, declaration."""
    return [
        (model._meta.label, name, rule)
        for model in apps.get_models()
        for name, rule in declared(model).items()
        if isinstance(rule, Personal)
    ]
