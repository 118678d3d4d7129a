"""Every field that could hold something personal says so, or says that it does not (invariant 12)."""

from django.apps import apps
from django.db import models

from core.models import User
from core.privacy import NOT_PERSONAL, Keep, Personal, declared
from core.wiring import wired

OWN = ("core", "cohorts", "challenges", "cms")
COULD_BE_PERSONAL = (models.CharField, models.TextField, models.JSONField, models.FileField)
# Slugs and random keys are addresses; a choice says nothing that the list of choices does not.
NEVER_PERSONAL = (models.SlugField,)


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in OWN]


def could_be_personal(field) -> bool:
    if field.name == "key" or field.primary_key or isinstance(field, NEVER_PERSONAL) or field.choices:
        return False
    return isinstance(field, COULD_BE_PERSONAL) or (field.is_relation and field.related_model is User)


def own_fields(model):
    """Fields of the model's own class; those of Wagtail's pages are Wagtail's."""
    return [field for field in model._meta.local_concrete_fields if not field.auto_created]


def test_every_field_that_could_be_personal_is_declared():
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in own_fields(model)
        if could_be_personal(field) and field.name not in declared(model)
    ]
    assert not missing, f"declare in the model's PRIVACY, by personal(…) or NOT_PERSONAL: {', '.join(missing)}"


def test_every_declaration_is_of_a_field_and_is_well_formed():
    wrong = []
    for model in own_models():
        names = {field.name for field in model._meta.get_fields()}
        for field, rule in declared(model).items():
            is_well = rule == NOT_PERSONAL or (
                isinstance(rule, Personal) and rule.purpose and (rule.days > 0 or rule.keep is Keep.FOREVER)
            )
            if field not in names or not is_well:
                wrong.append(f"{model._meta.label}.{field}")
    assert not wrong, ", ".join(wrong)


def test_whatever_is_kept_for_a_time_is_erased_by_somebody():
    """P-04: a declared time without an eraser in the wiring would be a promise that nobody keeps."""
    erased = {label for eraser in wired("ERASERS") for label in eraser.erases}
    promised = {
        model._meta.label
        for model in own_models()
        if any(isinstance(rule, Personal) and rule.keep is not Keep.FOREVER for rule in declared(model).values())
    }
    missing = sorted(promised - erased)
    assert not missing, f"no eraser in the wiring is marked as erasing {', '.join(missing)}"
