"""Tags and filters of the form pack: the error summary, which widget a field has, the boxes of a date."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.prose import in_words

register = template.Library()
# The order matters: the first class that fits names the branch of the field template.
KINDS: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.SelectMultiple, "many"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.MultiWidget, "parts"),
    (forms.NumberInput, "short"),
    (forms.TimeInput, "short"),
    (forms.DateInput, "short"),
]


@register.filter
def kind(field: BoundField) -> str:
    """The branch of the field template that draws this widget."""
    widget = field.field.widget
    own = getattr(widget, "kind", "")
    return own or next((name for parent, name in KINDS if isinstance(widget, parent)), "text")


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the control that an error's link should reach."""
    return f"{field.auto_id}_0" if kind(field) in ("choices", "parts", "date") else field.auto_id


@register.filter
def is_needless(field: BoundField) -> bool:
    """Whether a field may be left empty, which its label then says."""
    return not field.field.required and kind(field) not in ("checkbox", "choices") and not field.is_hidden


@register.simple_tag
def field_parts(field: BoundField) -> list[dict[str, Any]]:
    """The boxes of a multi-part field with their labels, and which of them hold the mistake."""
    bad = {error.code for error in field.errors.as_data()} if field.errors else set()
    labels = getattr(field.field.widget, "labels", {})
    parts = []
    for place, part in enumerate(field.subwidgets[0].data["subwidgets"]):
        suffix = part["name"].rpartition("_")[2]
        parts.append(
            {
                "id": f"{field.auto_id}_{place}",
                "name": part["name"],
                "value": part["value"] if part["value"] is not None else "",
                "label": labels.get(suffix, suffix),
                "suffix": suffix,
                "is_bad": bool(bad) and (suffix in bad or not bad & set(labels)),
            }
        )
    return parts


def problems(form: Any) -> list[tuple[str, str]]:
    """Every error of a form with the id of the control it belongs to; general errors have none."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        found += [(first_id(field), _named(str(field.label), str(error))) for error in field.errors]
    return found


def _named(label: str, error: str) -> str:
    """The error with its field's name before it, unless it names the field itself."""
    if label in error:
        return error
    return f"{label} {error}" if label.endswith("?") else f"{label}: {error}"


@register.inclusion_tag("components/errors.html")
def errors(form: Any) -> dict[str, Any]:
    """The summary of a form's errors, each a link to its field; nothing when all is well."""
    listed = problems(form) if form is not None and getattr(form, "errors", None) else []
    count = len(listed)
    heading = ngettext("%(count)s thing to put right", "%(count)s things to put right", count)
    number = in_words(count)
    return {"problems": listed, "heading": heading % {"count": number[:1].upper() + number[1:]}}


@register.simple_tag
def option(choice: Any) -> SafeString:
    """One radio button or tick box with its label, and its second line where the label has one."""
    label = choice.data["label"]
    hint = getattr(label, "hint", "")
    second = format_html('<span class="choice-hint">{}</span>', hint) if hint else ""
    return format_html(
        '<div class="choice">{}<label for="{}">{}{}</label></div>',
        choice.tag(),
        choice.id_for_label,
        label,
        second,
    )


@register.simple_tag
def file_now(field: BoundField) -> str:
    """The name of the file a field holds already, or nothing."""
    held = field.initial
    return str(getattr(held, "name", held) or "").rpartition("/")[2]


@register.filter
def as_size(size: int | None) -> str:
    """A number of bytes in the unit people read."""
    if size is None:
        return ""
    if size < 1000:
        return _("%(size)s bytes") % {"size": size}
    if size < 1_000_000:
        return _("%(size)s KB") % {"size": round(size / 1000)}
    return _("%(size).1f MB") % {"size": size / 1_000_000}
