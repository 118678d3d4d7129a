"""What the site says about a mistake: the field is named, and the way out too."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Choose an answer for “{label}”.")
FILL = _("Fill in “{label}”.")
TICK = _("Tick “{label}” to go on.")
ATTACH = _("Choose a file for “{label}”.")
TOO_LONG = ngettext_lazy(
    "Use at most %(limit_value)d character; this has %(show_value)d.",
    "Use at most %(limit_value)d characters; this has %(show_value)d.",
    "limit_value",
)
LIMITS: dict[str, Any] = {
    "max_length": TOO_LONG,
    "max_value": _("This can be at most %(limit_value)s."),
    "min_value": _("This must be at least %(limit_value)s."),
}
INVALID: list[tuple[type[forms.Field], Any]] = [
    (forms.IntegerField, _("Write a number in figures.")),
    (forms.EmailField, _("Write an email address, for example name@example.com.")),
    (forms.URLField, _("Write a web address, for example https://example.com/page.")),
]


def _missing(field: forms.Field) -> Any:
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        return TICK
    if isinstance(field, forms.FileField):
        return ATTACH
    return CHOOSE if isinstance(field, forms.ChoiceField) else FILL


def _is_default(field: forms.Field, code: str) -> bool:
    for parent in type(field).__mro__:
        default = getattr(parent, "default_error_messages", {}).get(code)
        if default is not None:
            return bool(field.error_messages.get(code) == default)
    return code not in field.error_messages


def name_mistakes(field: forms.Field) -> None:
    """The field speaks of its mistakes in the site's words, unless the form gave it words of its own."""
    messages: dict[str, Any] = field.error_messages
    if _is_default(field, "required"):
        messages["required"] = format_lazy(_missing(field), label=field.label)
    for parent, words in INVALID:
        if isinstance(field, parent) and _is_default(field, "invalid"):
            messages["invalid"] = words
    for code, words in LIMITS.items():
        messages.setdefault(code, words)
