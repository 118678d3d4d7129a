"""A select that may have hundreds of options."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

CHOSEN, NOT_CHOSEN = mark_safe(" selected"), ""


class LongSelect(forms.Select):
    """Django's select, written out at once: a template for each option takes longer than the rest of the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The select with its options; groups of options are not known here."""
        chosen = set(self.format_value(value))
        options = ((key, CHOSEN if str(key) in chosen else NOT_CHOSEN, label) for key, label in self.choices)
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )
