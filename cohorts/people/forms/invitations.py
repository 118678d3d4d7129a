"""Sending invitations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import OnceMixin, SiteForm


class InviteForm(OnceMixin, SiteForm):
    """The last word before letters leave; with many people their number must be typed (M-01)."""

    def __init__(self, *args: Any, count: int, must_type: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        if must_type:
            hint = _("These are many people. Type their number to go on.")
            self.fields["typed"] = forms.IntegerField(label=_("How many people?"), help_text=hint)

    def clean_typed(self) -> int:
        """The number that was typed is the number of people."""
        typed = int(self.cleaned_data["typed"])
        if typed != self.count:
            raise ValidationError(_("That is not the number of people above."))
        return typed
